import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SECONDS = 6;

/** A short recording as HLS, made when it is first asked for. */
export class HlsRecording {
  #folder: Promise<string> | undefined;

  folder(): Promise<string> {
    return (this.#folder ??= this.#make());
  }

  async remove(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }

  async #make(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'rtc-leaks-hls-'));
    const source = ['-f', 'lavfi', '-i', `testsrc=size=160x90:rate=5:duration=${SECONDS}`];
    const video = ['-c:v', 'libx264', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-g', '5'];
    const hls = ['-f', 'hls', '-hls_time', '1', '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', join(folder, 'index.m3u8')];
    await promisify(execFile)('ffmpeg', ['-loglevel', 'error', ...source, ...video, ...hls], { cwd: folder });
    return folder;
  }
}
