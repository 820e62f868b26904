import { parseFaults, type Fault } from './faults.ts';
import { isCameraName } from './server/config.ts';
import { LANGUAGES, type Language } from './i18n/language.ts';
import { LAYOUTS, type Layout } from './layout.ts';
import { THEMES, type Theme } from './theme.ts';
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
}

const SETTLE_MS = 100;
const LONGEST_SETTLE_MS = 10_000;

export function parseOptions(page: URL): Options {
  const query = page.searchParams;
  const whep = parseServer(query.get('whep'));
  const settle = Number(query.get('settle') ?? SETTLE_MS);
  const cameras = parseNames(query.get('cameras'));
  return {
    whep: whep?.url,
    credentials: whep?.credentials,
    cameras: cameras.length ? cameras : undefined,
    camera: query.get('camera') ?? undefined,
    failing: parseNames(query.get('failing')),
    faults: parseFaults(query.get('fault') ?? ''),
    layout: LAYOUTS.find((layout) => String(layout) === query.get('layout')) ?? 1,
    language: LANGUAGES.find((language) => language === query.get('lang')),
    theme: THEMES.find((theme) => theme === query.get('theme')),
    gathering: query.get('ice') === 'full' ? 'full' : 'trickle',
    settleMs: settle >= 0 && settle <= LONGEST_SETTLE_MS ? settle : SETTLE_MS,
  };
}

function parseNames(list: string | null): string[] {
  return (list ?? '').split(',').map((name) => name.trim()).filter(isCameraName);
}

/** fetch refuses an address with credentials in it, so they are taken out and sent as a header. */
function parseServer(text: string | null): { url: URL; credentials: Credentials | undefined } | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const credentials = url.username ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) } : undefined;
  url.username = '';
  url.password = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return { url, credentials };
}
