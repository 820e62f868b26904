/** What lets somebody in, or says who it is, in the name of a parameter, an option or a header. Bounded, so that no text takes long. */
const NAME = String.raw`(?:user(?!_?agent)|usr|login|pass|pwd|psw|secret|token|key(?!int|_?frame)|auth|jwt|credential|streamid|cookie|(?:pas|pw|sig|signature)(?==))[\w.-]{0,30}`;
/** What a camera may have behind such a parameter in its path: `/user=admin_password=secret_channel=1`. Anything else may be of the password. */
const NEXT = `_(?:${NAME}|channel|stream|subtype)=`;
const PATH_PARAMETER = new RegExp(`(${NAME}=)((?:(?!${NEXT})[^/?&])*)`, 'gi');
const QUERY_PARAMETER = new RegExp(`((?:${NAME}|(?<=[?&])[up])=)([^&]*)`, 'gi');
const JSON_VALUE = new RegExp(String.raw`(${NAME}"\s*:\s*")((?:\\.|[^"\\])*)`, 'gi');
const HEADER = /((?:authorization|cookie|token|api-?key)\s*:\s*(?:(?:basic|bearer|digest)\s+)?)([^\r\n"']+)/gi;
/** Options of FFmpeg whose value is a secret, or holds some. */
const OPTION = String.raw`--?[\w-]{0,30}?(?:${NAME}|headers|hls_enc_iv|post_data|rtmp_(?:playpath|conn|app|tcurl))(?::\w+)?`;
const IS_OPTION = new RegExp(`^${OPTION}$`, 'i');
const OPTION_IN_TEXT = new RegExp(String.raw`((?:^|\s)${OPTION}\s+)((?:(?!\s--?[a-z])[^])*)`, 'gi');
/** Behind the application's name stands the key to a stream of an RTMP server. */
const STREAM_KEY = /(rtmp\w{0,2}:\/\/(?:[^/]*@)?[^/@:]+(?::\d+)?\/[^/]+\/)([^]+)/gi;
const HOST = /^(?:\[[^\]]*\]|[^:]*)(?::\d{0,5})?["'`,;:.)\]}>|]*$/;

/** What stands in place of a secret. */
type Hide = (secret: string) => string;
const stars: Hide = () => '***';

/**
 * A message, or a command line in one piece, with `***` in place of what it holds in confidence. In a text nobody knows where an address
 * ends, so rather more is taken out than less; where the arguments are known one by one, {@link argumentsWithoutCredentials} knows better.
 */
export function withoutCredentials(text: string): string {
  const known = [OPTION_IN_TEXT, JSON_VALUE, HEADER].reduce((rest, pattern) => rest.replace(pattern, '$1***'), text);
  const parts = known.split('://').map((part, i) => (i === 0 ? part : withoutBrokenUser(part)));
  return parts.join('://').replace(/\S+/g, (word) => cleaned(word, stars));
}

/** The arguments of a program, in which blanks and quotes are signs like others, with `***` in place of what they hold in confidence. */
export function argumentsWithoutCredentials(args: readonly string[]): string[] {
  return args.map((arg, i) => (isSecret(args, i) ? '***' : cleaned(arg, stars)));
}

/** What these arguments hold in confidence, for a text in which it may stand in any form. */
export function credentialsIn(args: readonly string[]): string[] {
  const found: string[] = [];
  const note: Hide = (secret) => {
    found.push(secret);
    return stars(secret);
  };
  for (const [i, arg] of args.entries()) {
    if (isSecret(args, i)) note(arg);
    else cleaned(arg, note);
  }
  return found;
}

function isSecret(args: readonly string[], index: number): boolean {
  return IS_OPTION.test(args[index - 1] ?? '');
}

/** A single address, or whatever stands in place of one. */
function cleaned(word: string, hide: Hide): string {
  const replace = (text: string, pattern: RegExp): string => text.replace(pattern, (_, before: string, secret: string) => before + hide(secret));
  const query = word.indexOf('?');
  const [path, asked] = query < 0 ? [word, ''] : [word.slice(0, query), word.slice(query)];
  // These first: an "@" in one would be taken for the end of the user's name and password.
  const named = replace(replace(path, PATH_PARAMETER) + replace(asked, QUERY_PARAMETER), STREAM_KEY);
  const [first = '', ...addresses] = named.split('://');
  if (addresses.length === 0) return withoutSchemelessUser(named, hide);
  return replace([first, ...addresses.map((address) => withoutUser(address, hide))].join('://'), STREAM_KEY);
}

/** @param address what stands behind `://` */
function withoutUser(address: string, hide: Hide): string {
  const at = address.lastIndexOf('@');
  const end = at > 0 ? at : authorityOf(address).length;
  return at > 0 || !HOST.test(authorityOf(address)) ? hide(address.slice(0, end)) + address.slice(end) : address;
}

function withoutSchemelessUser(word: string, hide: Hide): string {
  const at = word.lastIndexOf('@');
  const colon = word.indexOf(':');
  if (colon < 0 || at < colon || at === word.length - 1) return word;
  const from = Math.max(word.lastIndexOf('/', colon), word.lastIndexOf('@', colon)) + 1;
  return word.slice(0, from) + hide(word.slice(from, at)) + word.slice(at);
}

/** In a text the password may have a blank, and what stands ahead of that is no host and port. */
function withoutBrokenUser(text: string): string {
  const [word = ''] = /^\S*/.exec(text) ?? [];
  const at = word.includes('@') || HOST.test(authorityOf(word)) ? 0 : text.lastIndexOf('@');
  return at > 0 ? `***${text.slice(at)}` : text;
}

function authorityOf(address: string): string {
  return /^[^/?#]*/.exec(address)?.[0] ?? '';
}
