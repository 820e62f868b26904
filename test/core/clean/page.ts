import type { ServerLink, Tells } from '../../../src/core/endpoints/server-snapshot.ts';
import type { Fact, ServerFact } from '../../../src/core/ledger/facts.ts';
import { fold } from '../../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../../src/core/ledger/ledger.ts';

type WithoutPlace<F> = F extends unknown ? Omit<F, 'n' | 'at'> : never;
export type Said = WithoutPlace<Fact>;

/** One camera that plays: a peer with handlers, a registry, a channel, a track in a video, and its session. */
const PLAYING: readonly Said[] = [
  { op: 'document', url: 'http://cameras:8889/', top: true },
  { op: 'created', kind: 'element', id: 'e1', props: { tag: 'video', label: 'video#player', connected: true } },
  { op: 'created', kind: 'peer', id: 'p1', props: { connectionState: 'connected', handlers: ['ontrack'], registry: 'peers["cam1"]' } },
  { op: 'created', kind: 'track', id: 't1', props: { media: 'video', readyState: 'live', label: 'cam1' } },
  { op: 'created', kind: 'stream', id: 's1', props: { active: true } },
  { op: 'created', kind: 'channel', id: 'd1', props: { label: 'chat', readyState: 'open' } },
  { op: 'created', kind: 'session', id: 'w1', props: { protocol: 'whep', url: 'http://cameras:8889/cam1/whep', camera: 'cam1', status: 201, location: 'http://cameras:8889/cam1/whep/1', serverId: 'ID-1' } },
  { op: 'linked', rel: 'receives', from: 'p1', to: 't1' },
  { op: 'linked', rel: 'has', from: 's1', to: 't1' },
  { op: 'linked', rel: 'plays', from: 'e1', to: 's1' },
  { op: 'linked', rel: 'carries', from: 'p1', to: 'd1' },
  { op: 'linked', rel: 'serves', from: 'w1', to: 'p1' },
];

/** The ledger of a page that plays one camera, and of what it said after that. */
export function foldPage(...more: readonly Said[]): Ledger {
  const ledger = createLedger();
  [...PLAYING, ...more].forEach((said, i) => fold(ledger, { ...said, n: i + 1, at: i + 1 } as Fact, '0'));
  return ledger;
}

interface ServerScene {
  readonly sessions: readonly string[];
  readonly pids?: readonly number[];
  readonly endpoint?: string;
  readonly link?: ServerLink;
  readonly tells?: readonly Tells[];
}

export function serverFact({ sessions, pids = [], endpoint = 'http://cameras:9997', link = 'ok', tells = ['processes', 'sessions'] }: ServerScene): ServerFact {
  return {
    op: 'server',
    n: 0,
    at: 100,
    server: {
      endpoint,
      kind: 'ffmpeg-status',
      link,
      tells,
      continued: true,
      processes: pids.map((pid) => ({ pid, camera: `cam${pid}`, state: 'running' })),
      sessions: sessions.map((id) => ({ id, path: 'cam1', role: 'read' })),
      paths: [],
    },
  };
}
