import { parseFaults, type Fault } from './faults.ts';
import { ignoredIn, type Ignored } from './ignored.ts';
import { parseServer } from './parse-server.ts';
import { isCameraName } from './server/config.ts';
import { LANGUAGES, type Language } from './i18n/language.ts';
import { LAYOUTS, type Layout } from './layout.ts';
import { THEMES, type Theme } from './theme.ts';
import { isSettleMs } from './settle.ts';
import type { Credentials } from './whep/credentials.ts';
import type { Gathering } from './whep/negotiate.ts';

/** What the address of the page asks for; docs/viewer.md lists the parameters. */
export interface Options {
  /** The camera server, if it is not the one that delivered the page. */
  readonly whep: URL | undefined;
  readonly credentials: Credentials | undefined;
  /** Names of cameras, in place of those that the server tells. */
  readonly cameras: readonly string[] | undefined;
  /** The camera to start with. */
  readonly camera: string | undefined;
  /** Cameras known to fail, for the scenario of failing cameras. */
  readonly failing: readonly string[];
  readonly faults: ReadonlySet<Fault>;
  readonly layout: Layout;
  readonly language: Language | undefined;
  readonly theme: Theme | undefined;
  readonly gathering: Gathering;
  readonly settleMs: number;
  /** What it asks for that there is not. */
  readonly ignored: readonly Ignored[];
}

const SETTLE_MS = 100;

export function parseOptions(page: URL): Options {
  const query = page.searchParams;
  const whep = parseServer(query.get('whep'));
  const settle = query.get('settle') ?? '';
  const camera = query.get('camera') ?? '';
  const cameras = parseNames(query.get('cameras'));
  return {
    whep: whep?.url,
    credentials: whep?.credentials,
    cameras: cameras.length ? cameras : undefined,
    camera: isCameraName(camera) ? camera : undefined,
    failing: parseNames(query.get('failing')),
    faults: parseFaults(query.get('fault') ?? ''),
    layout: LAYOUTS.find((layout) => String(layout) === query.get('layout')) ?? 1,
    language: LANGUAGES.find((language) => language === query.get('lang')),
    theme: THEMES.find((theme) => theme === query.get('theme')),
    gathering: query.get('ice') === 'full' ? 'full' : 'trickle',
    settleMs: isSettleMs(settle) ? Number(settle) : SETTLE_MS,
    ignored: ignoredIn(query),
  };
}

function parseNames(list: string | null): string[] {
  return (list ?? '').split(',').map((name) => name.trim()).filter(isCameraName);
}
