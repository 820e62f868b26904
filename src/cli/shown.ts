/** What an option was given, for an error: only how it begins, for what follows may be an address with a password in it. */
export function shown(value: unknown): string {
  const text = String(value);
  const [begin = ''] = /^[\w.,*/-]*(?![\w.,*/@-])/.exec(text) ?? [];
  return begin === text ? text : `${begin}…`;
}
