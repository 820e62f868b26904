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

/**
 * Reads a camera's source: `demo`, an rtsp(s) address, or, where files are allowed, the path of a video that is played in a loop.
 * @param files only the person who starts the server may name files; a page may not
 * @throws Error that says what is wrong and what is taken
 */
export function parseSource(text: string, files: boolean): CameraSource {
  const source = text.trim();
  if (source === 'demo') return { type: 'demo' };
  if (source === '' || source.length > MAX_LENGTH) throw new Error('a camera needs an address such as rtsp://192.168.1.20/stream');
  if (/^rtsps?:\/\//i.test(source)) return { type: 'rtsp', url: rtspUrl(source) };
  if (/^[a-z][a-z\d+.-]*:/i.test(source) && !/^[a-z]:[\\/]/i.test(source)) {
    throw new Error(`"${source.slice(0, source.indexOf(':'))}:" is not taken; a camera is rtsp:// or rtsps://`);
  }
  if (!files) throw new Error('a camera needs an address that begins with rtsp:// or rtsps://');
  if (source.startsWith('-')) throw new Error('the path of a file must not begin with "-"');
  const path = resolve(source);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`there is no file ${path}`);
  return { type: 'file', path };
}

function rtspUrl(text: string): string {
  if (HIDDEN.test(text)) throw new Error('the address has a character that no camera address has; percent-encode it');
  let url: URL;
  try {
    url = new URL(text);
  } catch (error) {
    throw new Error('this is no address; a camera is rtsp://user:password@host:554/path', { cause: error });
  }
  if (url.hostname === '' || url.hostname.startsWith('-')) throw new Error('the address names no host');
  if (url.hash) throw new Error('a camera address has no part behind "#"');
  return text;
}

/** A camera's name goes into addresses, logs and a picture. */
export function checkName(name: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name)) throw new Error('a camera’s name is 1 to 64 letters, digits, "_" or "-"');
  return name;
}
