import { PROTOCOL_VERSION, type Answer, type CommandName, type Envelope, type EventName, type Events, type Request } from '../../protocol/messages.ts';
import { createCleaner } from './clean.ts';
import type { Context } from './context.ts';
import { trackElements } from './elements.ts';
import { trackHolders } from './holders.ts';
import { trackListeners } from './listeners.ts';
import { createLog } from './log.ts';
import { captureNatives, type Realm } from './natives.ts';
import { createObjects } from './objects.ts';
import { trackPage } from './page.ts';
import { createPatcher, type Undo } from './patch.ts';
import { trackPeers } from './peers.ts';
import { trackRegistries } from './registries.ts';
import { trackSessions } from './sessions.ts';
import { trackSockets } from './sockets.ts';
import { createStackReader } from './stack.ts';
import { trackStreams } from './streams.ts';
import { trackTracks } from './tracks.ts';
import { trackCapture } from './capture.ts';

export interface Hook {
  /** Takes a message that came down. */
  receive(message: unknown): void;
  undo: Undo;
}

/**
 * Starts to observe a realm. Nothing is sent before the first fact, nothing but `hello` before somebody follows, and one batch at a time
 * after that: each `follow` asks for the next, so a slow panel is never flooded.
 * @param post sends a message up
 */
export function installHook(realm: Realm, post: (message: Envelope) => void): Hook {
  const natives = captureNatives(realm);
  const documentId = `${realm.performance.timeOrigin.toString(36)}-${realm.Math.random().toString(36).slice(2)}`;
  let greeted = false;
  /** The number after which the follower wants the next batch; undefined when nobody waits. */
  let wanted: number | undefined;
  let scheduled = false;
  let registryNames: readonly string[] = [];

  const send = <E extends EventName>(name: E, data: Events[E]): void => post({ v: PROTOCOL_VERSION, kind: 'event', name, data });
  const hello = (): void => send('hello', { document: documentId, url: page.url(), top: page.top, n: log.n() });
  const flush = (): void => {
    scheduled = false;
    if (wanted === undefined || log.n() <= wanted) return;
    const batch = log.after(wanted);
    wanted = undefined;
    send('facts', { document: documentId, ...batch });
  };
  const onFact = (): void => {
    if (!greeted) {
      greeted = true;
      log.add({ op: 'document', url: page.url(), top: page.top });
      listeners.start();
      sockets.adopt();
      natives.queueMicrotask(hello);
    }
    if (wanted === undefined || scheduled) return;
    scheduled = true;
    natives.queueMicrotask(flush);
  };

  const log = createLog(natives, onFact);
  const patch = createPatcher(natives, realm.Function.prototype);
  const context: Context = { realm, natives, patch, log, objects: createObjects(natives, log, createStackReader(natives)) };
  const page = trackPage(context);
  const listeners = trackListeners(context);
  const tracks = trackTracks(context);
  const streams = trackStreams(context, tracks);
  const elements = trackElements(context, streams);
  const peers = trackPeers(context, tracks, streams);
  trackCapture(context, streams);
  const holders = trackHolders(context, tracks, streams);
  const sessions = trackSessions(context);
  const sockets = trackSockets(context);
  const registries = trackRegistries(context);
  const clean = createCleaner(context, { peers, tracks, elements, registries, holders, sessions, sockets });
  const parts = [peers, streams, tracks, elements, holders, listeners, sockets, page];
  const refresh = (): void => {
    for (let i = 0; i < parts.length; i += 1) parts[i]?.refresh();
    registries.refresh(registryNames);
  };

  const commands: { [C in CommandName]: (request: Request<C>) => Answer<C> | Promise<Answer<C>> } = {
    announce() {
      hello();
      return {};
    },
    follow({ since, registries: names }) {
      wanted = since;
      registryNames = names;
      flush();
      return { n: log.n() };
    },
    unfollow() {
      wanted = undefined;
      return {};
    },
    async sample({ stats }) {
      refresh();
      if (stats) await peers.readStats();
      return { n: log.n() };
    },
    async clean({ steps }) {
      const reports = await clean(steps);
      refresh();
      return { reports };
    },
    expose({ id, name }) {
      const tracked = context.objects.get(id);
      const object = tracked && context.objects.object(tracked);
      if (object) natives.defineProperty(realm, name, { value: object, writable: true, configurable: true, enumerable: false });
      return { found: Boolean(object) };
    },
  };

  return {
    receive(message) {
      const { v, kind, id, name, data } = (message ?? {}) as { v?: unknown; kind?: unknown; id?: number; name?: CommandName; data?: unknown };
      if (v !== PROTOCOL_VERSION || kind !== 'request' || id === undefined || name === undefined) return;
      const answer = (result: { data?: unknown; error?: string }): void => post({ v: PROTOCOL_VERSION, kind: 'answer', id, ...result });
      void (async () => {
        try {
          answer({ data: await (commands[name] as (request: unknown) => unknown)(data) });
        } catch (error) {
          answer({ error: String(error).slice(0, 300) });
        }
      })();
    },
    undo: patch.undo,
  };
}
