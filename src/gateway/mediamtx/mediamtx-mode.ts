import type { Hono } from 'hono';
import type { Cameras } from '../camera/cameras.ts';
import type { startPull } from '../camera/pull.ts';
import type { MediamtxOptions } from '../options.ts';
import { mediamtxClient } from './mediamtx-client.ts';
import { pushRoutes } from './push-routes.ts';
import { watchReaders, type Readers } from './readers.ts';
import { startPush } from './start-push.ts';

/** The cameras are pushed to a running MediaMTX, and viewers play from there. */
export interface MediamtxMode {
  /** In place of the pull to this program. */
  readonly open: typeof startPull;
  /** In place of WHEP and of MediaMTX's API here. */
  routes(cameras: Cameras): Hono;
  close(): void;
}

export function mediamtxMode({ api, push }: MediamtxOptions, log: (text: string) => void): MediamtxMode {
  const client = mediamtxClient(api);
  let readers: Readers | undefined;
  return {
    open: (pull) => startPush(push, client, pull),
    routes(cameras) {
      readers = watchReaders(cameras, client, log);
      return pushRoutes(cameras, readers);
    },
    close: () => readers?.close(),
  };
}
