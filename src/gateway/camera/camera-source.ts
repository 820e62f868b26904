import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where a camera's pictures come from. */
export type CameraSource =
  | { readonly type: 'demo' }
  | { readonly type: 'rtsp'; readonly url: string }
  | { readonly type: 'file'; readonly path: string };

const MAX_LENGTH = 2_000;
/** What FFmpeg would take for more than an address: further inputs, options, other protocols, line breaks. */
const HIDDEN = /[^!#-&(-;=?-[\]_a-z~]/;

/** In a query, FFmpeg takes these for itself and not for the camera: they choose another transport. */
const FFMPEG_OPTIONS: readonly string[] = ['udp', 'multicast', 'tcp', 'http', 'https', 'filter_src'];

/**
 * Reads a camera's source: `demo`, an rtsp(s) address, or, where files are allowed, the path of a video that is played in a loop.
 * @param folder where paths begin; undefined takes no files: only the person who starts the server may name them, a page may not
 * @throws Error that says what is wrong and what is taken
 */
export function parseSource(text: string, folder?: string): CameraSource {
  const source = text.trim();
  if (source === 'demo') return { type: 'demo' };
  if (source === '' || source.length > MAX_LENGTH) throw new Error('a camera needs an address such as rtsp://192.168.1.20/stream');
  if (hasControl(source)) throw new Error('a line break or other control character has no place in a source');
  if (/^rtsps?:\/\//i.test(source)) return { type: 'rtsp', url: rtspUrl(source) };
  if (/^[a-z][a-z\d+.-]*:/i.test(source) && !/^[a-z]:[\\/]/i.test(source)) {
    throw new Error(`"${source.slice(0, source.indexOf(':'))}:" is not taken; a camera is rtsp:// or rtsps://`);
  }
  if (folder === undefined) throw new Error('a camera needs an address that begins with rtsp:// or rtsps://');
  if (source.startsWith('-')) throw new Error('the path of a file must not begin with "-"');
  const path = resolve(folder, source);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`${path} is no file that can be played`);
  return { type: 'file', path };
}

function rtspUrl(text: string): string {
  if (HIDDEN.test(text)) throw new Error('the address has a character that no camera address has; percent-encode it');
  if (!URL.canParse(text)) throw new Error('this is no address; a camera is rtsp://user:password@host:554/path');
  const url = new URL(text);
  if (url.hostname === '' || url.hostname.startsWith('-')) throw new Error('the address names no host');
  if (url.hash) throw new Error('a camera address has no part behind "#"');
  const option = url.search.slice(1).split('&').find((part) => FFMPEG_OPTIONS.includes(part.split('=')[0] ?? ''));
  if (option !== undefined) throw new Error(`"${option.split('=')[0]}" in the address would change the transport; cameras are pulled over TCP`);
  return text;
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}

/** A camera's name goes into addresses, logs and a picture. */
export function checkName(name: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name)) throw new Error('a camera’s name is 1 to 64 letters, digits, "_" or "-"');
  return name;
}
