import { withoutCredentials } from '../core/endpoints/without-credentials.ts';
import { FAULTS } from './faults.ts';
import { LANGUAGES } from './i18n/language.ts';
import { LAYOUTS } from './layout.ts';
import { parseServer } from './parse-server.ts';
import { isCameraName } from './server/config.ts';
import { isSettleMs, SETTLE_RANGE } from './settle.ts';
import { THEMES } from './theme.ts';

/** A part of the page's address that is not followed. */
export interface Ignored {
  readonly parameter: string;
  /** What is wrong in it, shortened and without credentials. */
  readonly value: string;
  /** What the parameter takes; undefined: there is no such parameter. */
  readonly takes: string | undefined;
}

interface Parameter {
  readonly takes: string;
  readonly isList?: boolean;
  fits(value: string): boolean;
}

const LONGEST_SHOWN = 60;
const oneOf = (values: readonly (string | number)[], isList = false): Parameter => ({ takes: values.join(', '), isList, fits: (text) => values.some((value) => String(value) === text) });
const names: Parameter = { takes: 'gate,yard/2', isList: true, fits: isCameraName };

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  whep: { takes: 'http://192.168.1.10:8889/', fits: (text) => parseServer(text) !== undefined },
  cameras: names,
  camera: { ...names, takes: 'gate', isList: false },
  failing: names,
  fault: oneOf(FAULTS, true),
  layout: oneOf(LAYOUTS),
  lang: oneOf(LANGUAGES),
  theme: oneOf(THEMES),
  ice: oneOf(['trickle', 'full']),
  settle: { takes: SETTLE_RANGE, fits: isSettleMs },
};
export const PARAMETER_NAMES = Object.keys(PARAMETERS);

/** What of the address is not followed: names that are no parameters, and values that these do not take. An empty value asks for nothing. */
export function ignoredIn(query: URLSearchParams): Ignored[] {
  return [...query].flatMap(([parameter, value]) => {
    const known = Object.hasOwn(PARAMETERS, parameter) ? PARAMETERS[parameter] : undefined;
    const parts = known?.isList ? value.split(',').map((part) => part.trim()) : [value];
    const wrong = known ? parts.filter((part) => part && !known.fits(part)) : parts;
    return known && wrong.length === 0 ? [] : [{ parameter: shortened(parameter), value: shortened(wrong.join(', ')), takes: known?.takes }];
  });
}

function shortened(text: string): string {
  const safe = withoutCredentials(text);
  return safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe;
}
