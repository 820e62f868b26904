import { PROTOCOL_VERSION, type Answer, type CommandName, type Envelope, type EventName, type Events, type Request } from '../../protocol/messages.ts';
import { clean } from './clean.ts';
import { watchListeners } from './listeners.ts';
import { after, newest, tell, whenTold } from './log.ts';
import { bare, location, performance, queueMicrotask, setOwn } from './natives.ts';
import { lookAtAll, trackedBy } from './objects.ts';
import { lookAtPage } from './page.ts';
import { readStats } from './peer-stats.ts';
import { lookAtPeers } from './peers.ts';
import { watchReads } from './reads.ts';
import { lookAtRegistries } from './registries.ts';
import { adoptSockets } from './sockets.ts';
import { shorten } from './text.ts';

const documentId = `${performance.timeOrigin.toString(36)}-${Math.random().toString(36).slice(2)}`;
const isTop = globalThis.top === globalThis.self;
/** What came down is answered, and facts are sent, by this. */
let post: (message: Envelope) => void;
let greeted = false;
/** The number after which the follower wants the next batch; undefined when nobody waits. */
let wanted: number | undefined;
let scheduled = false;
let registries: readonly string[] = [];

const page = () => ({ url: shorten(location.href, 4_000), top: isTop });
const send = <E extends EventName>(name: E, data: Omit<Events[E], 'document'>): void =>
  post({ v: PROTOCOL_VERSION, kind: 'event', name, data: { document: documentId, ...data } });
const hello = (): void => send('hello', { ...page(), n: newest });
const flush = (): void => {
  scheduled = false;
  if (wanted === undefined || newest <= wanted) return;
  // Players may have come and gone until the next look.
  lookAtPage();
  const batch = after(wanted);
  wanted = undefined;
  send('facts', batch);
};

whenTold(() => {
  if (!greeted) {
    greeted = true;
    tell({ op: 'document', ...page() });
    watchListeners();
    watchReads();
    adoptSockets();
    queueMicrotask(hello);
  }
  if (wanted === undefined || scheduled) return;
  scheduled = true;
  queueMicrotask(flush);
});

const lookAtEverything = (): void => {
  lookAtAll();
  lookAtPeers();
  lookAtPage();
  lookAtRegistries(registries);
};

const COMMANDS: { [C in CommandName]: (request: Request<C>) => Answer<C> | Promise<Answer<C>> } = bare({
  announce() {
    hello();
    return {};
  },
  follow(request) {
    wanted = request.since;
    registries = request.registries;
    flush();
    return { n: newest };
  },
  unfollow() {
    wanted = undefined;
    return {};
  },
  async sample({ stats }) {
    lookAtEverything();
    if (stats) await readStats();
    return { n: newest };
  },
  async clean({ steps }) {
    const reports = await clean(steps);
    lookAtEverything();
    return { reports };
  },
  expose({ id, name }) {
    const value = trackedBy(id)?.ref.deref();
    return { found: value !== undefined && setOwn(globalThis, name, value) };
  },
});

/**
 * Takes a request, and sends its answer. Otherwise nothing is sent before the first fact, nothing but `hello` before somebody follows, and one batch
 * at a time after that: each `follow` asks for the next, so a slow panel is never flooded.
 */
async function receive({ v, kind, id, name, data }: Envelope & { readonly kind: 'request' }): Promise<void> {
  if (v !== PROTOCOL_VERSION || kind !== 'request') return;
  const answer = { v, kind: 'answer', id } as const;
  try {
    post({ ...answer, data: await (COMMANDS[name] as (request: unknown) => unknown)(data) });
  } catch (error) {
    post({ ...answer, error: shorten(`${error as Error}`, 300) });
  }
}

/** Listens to the port that leads to the bridge. */
export function connect(port: MessagePort): void {
  post = port.postMessage.bind(port);
  port.onmessage = ({ data }) => void receive(data);
}
