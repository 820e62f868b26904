/**
 * ICE servers from the `Link` header of a WHEP answer, as RFC 9725 section 4.6 has it:
 * `<stun:host>; rel="ice-server"` and `<turn:host?transport=udp>; rel="ice-server"; username="u"; credential="c"; credential-type="password"`.
 * Entries that are no ICE server, or that the browser would refuse, are left out.
 */
export function parseIceServers(link: string | null): RTCIceServer[] {
  if (!link) return [];
  return splitOutsideQuotes(link, ',').flatMap((entry) => {
    const [target = '', ...pairs] = splitOutsideQuotes(entry, ';').map((part) => part.trim());
    const url = /^<([^>]+)>$/.exec(target)?.[1];
    const params = new Map(pairs.map(parsePair));
    if (!url || params.get('rel') !== 'ice-server' || !/^(stun|turn)s?:/i.test(url)) return [];
    if (/^stuns?:/i.test(url)) return [{ urls: url }];
    const username = params.get('username');
    const credential = params.get('credential');
    return username === undefined || credential === undefined ? [] : [{ urls: url, username, credential }];
  });
}

function parsePair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  const value = pair.slice(at + 1).trim();
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  return [pair.slice(0, at).trim().toLowerCase(), quoted === undefined ? value : quoted.replace(/\\(.)/g, '$1')];
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] as string;
    if (quoted && char === '\\') {
      parts[parts.length - 1] += char + (text[i + 1] ?? '');
      i += 1;
      continue;
    }
    if (char === '"') quoted = !quoted;
    if (char === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}
