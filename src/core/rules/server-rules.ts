import { ffmpegPerCamera } from './ffmpeg-per-camera.ts';
import { ffmpegRestartLoop } from './ffmpeg-restart-loop.ts';
import { ffmpegWithoutViewer } from './ffmpeg-without-viewer.ts';
import { ffmpegZombie } from './ffmpeg-zombie.ts';
import { pathWithoutReader } from './path-without-reader.ts';
import { readerCountedTwice } from './reader-counted-twice.ts';
import { readerWithoutPeer } from './reader-without-peer.ts';
import { sessionNotDeletedOnServer } from './session-not-deleted-on-server.ts';
import type { Rule } from './rule.ts';

/** What only a server's word can tell. In the order in which they are asked. */
export const SERVER_RULES: readonly Rule[] = [
  sessionNotDeletedOnServer,
  readerCountedTwice,
  readerWithoutPeer,
  ffmpegZombie,
  ffmpegPerCamera,
  ffmpegWithoutViewer,
  ffmpegRestartLoop,
  pathWithoutReader,
];
