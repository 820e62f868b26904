import type { Credentials } from './whep/credentials.ts';

export interface ServerAddress {
  readonly url: URL;
  readonly credentials: Credentials | undefined;
}

/** fetch refuses an address with credentials in it, so they are taken out and sent as a header. */
export function parseServer(text: string | null): ServerAddress | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const credentials = url.username ? { user: decoded(url.username), password: decoded(url.password) } : undefined;
  url.username = '';
  url.password = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { url, credentials };
}

/** A URL keeps a `%` that begins no code. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
