/** The words that can stand before a colon. */
export const FILTER_TOKENS = ['code', 'camera', 'frame', 'kind'] as const;
export type FilterToken = (typeof FILTER_TOKENS)[number];

interface Term {
  /** Absent: the value is looked for everywhere. */
  readonly token?: FilterToken;
  readonly value: string;
  readonly not: boolean;
}

export type Filter = readonly Term[];

/** What of an object the filter looks at. */
export type Filtered = Readonly<Record<FilterToken, string>> & {
  /** Everything else that a reader sees of it; asked for only when it is needed. */
  readonly text: () => string;
};

/**
 * Reads `code:peer camera:"front door" -frame:0 viewer.ts`. Words are looked for in all that is shown; a minus before a term turns it
 * round; quotes keep spaces. A token that is not known is a plain word.
 */
export function parseFilter(text: string): Filter {
  return [...text.matchAll(/(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S*))/g)].flatMap(([whole, minus, name, quoted, plain]) => {
    const token = FILTER_TOKENS.find((known) => known === name?.toLowerCase());
    const rest = quoted ?? plain ?? '';
    const value = name !== undefined && token === undefined ? whole.slice(minus?.length ?? 0) : rest;
    return value ? [{ value: value.toLowerCase(), not: minus === '-', ...(token ? { token } : {}) }] : [];
  });
}

/** Terms of one token are alternatives; all else must hold together. */
export function matches(filter: Filter, subject: Filtered): boolean {
  const holds = ({ token, value }: Term): boolean =>
    token ? subject[token].toLowerCase().includes(value) : [...FILTER_TOKENS.map((t) => subject[t]), subject.text()].some((s) => s.toLowerCase().includes(value));
  const wanted = filter.filter((term) => !term.not);
  return (
    filter.every((term) => !term.not || !holds(term)) &&
    wanted.every((term) => term.token !== undefined || holds(term)) &&
    FILTER_TOKENS.every((token) => {
      const alternatives = wanted.filter((term) => term.token === token);
      return alternatives.length === 0 || alternatives.some(holds);
    })
  );
}
