import type { ServerParts, ServerPath, ServerProcess, ServerSession, ServerSnapshot } from '../../../src/core/endpoints/server-snapshot.ts';
import { TELLS } from '../../../src/core/endpoints/server-snapshot.ts';
import type { Fact } from '../../../src/core/ledger/facts.ts';
import { fold } from '../../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../../src/core/ledger/ledger.ts';
import type { Finding } from '../../../src/core/rules/finding.ts';
import { detect } from '../../../src/core/rules/index.ts';
import { SERVER_RULES } from '../../../src/core/rules/server-rules.ts';
import { DEFAULT_SETTINGS, type EndpointSetting, type Settings } from '../../../src/core/settings.ts';

export const GATEWAY = 'http://127.0.0.1:9997';
const LOOK_MS = 2_000;

type Told = Fact extends infer F ? (F extends Fact ? Omit<F, 'n' | 'at'> : never) : never;

export interface Playing {
  readonly whep: string;
  readonly peer: string;
}

export interface Scene {
  readonly ledger: Ledger;
  readonly now: () => number;
  wait(ms: number): void;
  fact(fact: Told): void;
  /** The page POSTs an offer for the camera and connects. */
  play(camera: string, how?: { readonly serverId?: string; readonly localPort?: number; readonly url?: string }): Playing;
  /** The page closes the connection, and no more. */
  close(playing: Playing): void;
  remove(playing: Playing): void;
  navigate(): void;
  /** One look of the panel at a server. */
  look(parts: ServerParts, more?: Partial<ServerSnapshot>): void;
  /** Looks every 2 s for so long, always with the same result. */
  watch(ms: number, parts: ServerParts, more?: Partial<ServerSnapshot>): void;
  findings(endpoint?: Partial<EndpointSetting>, settings?: Partial<Settings>): Finding[];
  codes(endpoint?: Partial<EndpointSetting>): string[];
}

/** A page and its servers on a clock of their own. */
export function scene(): Scene {
  const ledger = createLedger();
  let at = 1_795_437_000_000;
  let n = 0;
  let ids = 0;
  const fact = (told: Told, document = '0'): void => fold(ledger, { ...told, n: (n += 1), at } as Fact, document);
  fact({ op: 'document', url: 'http://127.0.0.1:8889/', top: true });

  const made: Scene = {
    ledger,
    now: () => at,
    wait(ms) {
      at += ms;
    },
    fact,
    play(camera, { serverId, localPort, url = `http://127.0.0.1:8889/${camera}/whep` } = {}) {
      const [p, s] = [`p${(ids += 1)}`, `n${ids}`];
      const states = { connectionState: 'connected', iceConnectionState: 'connected', signalingState: 'stable' };
      const stack = `Error\n    at play (http://127.0.0.1:8889/player.js:88:3)`;
      fact({ op: 'created', kind: 'peer', id: p, props: { ...states, transceivers: 1, handlers: [], ...(localPort ? { localPort } : {}) }, stack });
      fact({ op: 'created', kind: 'session', id: s, props: { protocol: 'whep', url, camera, status: 201, ...(serverId ? { serverId } : {}) }, stack });
      fact({ op: 'linked', from: s, to: p, rel: 'serves' });
      return { peer: `0:${p}`, whep: `0:${s}` };
    },
    close: ({ peer }) => fact({ op: 'ended', id: peer.slice(2), by: 'page' }),
    remove: ({ whep }) => fact({ op: 'ended', id: whep.slice(2), by: 'page' }),
    navigate: () => fact({ op: 'document-ended', persisted: false }),
    look(parts, more = {}) {
      const endpoint = more.endpoint ?? GATEWAY;
      const tells = TELLS.filter((list) => parts[list] !== undefined);
      const continued = ledger.servers.get(endpoint)?.link === 'ok';
      const server = { kind: 'ffmpeg-status', link: 'ok', tells, continued, processes: [], sessions: [], paths: [], ...parts, ...more, endpoint } as const;
      fact({ op: 'server', server });
    },
    watch(ms, parts, more) {
      for (const end = at + ms; at < end; ) {
        made.look(parts, more);
        at += LOOK_MS;
      }
      made.look(parts, more);
    },
    findings(endpoint = {}, settings = {}) {
      const endpoints = [{ url: GATEWAY, kind: 'auto', intervalMs: LOOK_MS, ...endpoint } as const];
      return detect(ledger, { ...DEFAULT_SETTINGS, endpoints, ...settings }, at, SERVER_RULES);
    },
    codes: (endpoint) => made.findings(endpoint).map(({ code, verdict }) => `${verdict} ${code}`),
  };
  return made;
}

export const session = (id: string, more: Partial<ServerSession> = {}): ServerSession => ({ id, path: 'cam1', role: 'read', ...more });
export const path = (name: string, more: Partial<ServerPath> = {}): ServerPath => ({ name, ready: true, readers: 0, ...more });
export const ffmpeg = (pid: number, more: Partial<ServerProcess> = {}): ServerProcess => ({ pid, camera: 'cam1', state: 'running', ...more });
