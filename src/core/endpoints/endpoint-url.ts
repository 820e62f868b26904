/**
 * The address of a server as it may be stored: http or https, no credentials, no fragment, no slash at the end.
 * @returns undefined when the text is no such address
 */
export function endpointUrl(text: string): string | undefined {
  const match = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#@\s]+)([^?#\s]*)/i.exec(text.trim());
  if (!match) return undefined;
  return `${match[1]?.toLowerCase()}${match[2]}${match[3]}`.replace(/\/+$/, '').slice(0, 500);
}

/** User and password that were typed in front of the host; undefined when there are none. */
export function endpointUser(text: string): { readonly user: string; readonly password: string } | undefined {
  const [, user, password = ''] = /^https?:\/\/([^/?#:]*)(?::([^/?#]*))?@/i.exec(text.trim()) ?? [];
  return user ? { user: decoded(user), password: decoded(password) } : undefined;
}

/** A percent sign may stand for itself. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Host name of an address in lower case, without port; all names of the loopback interface are one. */
export function hostOf(url: string): string {
  const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  return isLoopback(host) ? 'localhost' : host;
}

/** Whether it is this machine itself: `localhost`, `127.…` or `::1`, with or without brackets. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|(?:.*\.)?localhost|127(?:\.\d+){3}|\[?::1\]?|\[?::ffff:127(?:\.\d+){3}\]?)$/.test(host);
}
