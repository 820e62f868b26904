import { registry, registryListeners } from '../camera/registry.ts';
import type { Resources } from '../camera/resources.ts';
import type { FfmpegProcess, GatewayApi } from '../server/gateway-api.ts';

/** A server that is asked in vain for so long is no witness. */
const PATIENCE_MS = 5_000;
/** As many as an attempt sets on its connection. */
const HANDLERS = ['ontrack', 'onicecandidate', 'oniceconnectionstatechange', 'onconnectionstatechange'] as const;

/** Remembers every attempt made while it watches, so that what the page forgot is still found. It lets go when it is done. */
export class Witness {
  readonly #gateway: GatewayApi | undefined;
  #seen: Resources[] = [];
  /** Cameras that others watched before, so that their FFmpegs are no business of ours. */
  #ofOthers: ReadonlySet<string> = new Set();

  constructor(gateway: GatewayApi | undefined) {
    this.#gateway = gateway;
    registryListeners.add(this.#see);
  }

  /** Looks who is there already. Nothing of this page may play. */
  async begin(): Promise<void> {
    const watched = (await this.processes())?.filter(({ viewers }) => viewers > 0) ?? [];
    this.#ofOthers = new Set(watched.map(({ camera }) => camera));
  }

  readonly #see = (resources: Resources): void => {
    this.#seen.push(resources);
  };

  /** All attempts but the one that is in use: what is left of them, counted. */
  besides(camera?: string): Leftovers {
    const current = camera === undefined ? undefined : registry.get(camera);
    const old = this.#seen.filter(({ peer }) => peer !== current);
    const peers = old.flatMap(({ peer }) => peer ?? []);
    const count = (is: (one: Resources) => boolean | undefined): number => old.filter(is).length;
    return {
      open: peers.filter(({ signalingState }) => signalingState !== 'closed').length,
      liveTracks: peers.flatMap((peer) => peer.getReceivers()).filter(({ track }) => track.readyState === 'live').length,
      handlers: peers.flatMap((peer) => HANDLERS.filter((name) => peer[name] !== null)).length,
      requests: count(({ abort }) => !abort.signal.aborted),
      undeleted: count(({ session }) => session?.isOpen),
      watching: count(({ watchdog, listeners }) => watchdog?.isPolling || watchdog?.isLooping || !listeners.signal.aborted),
      sounds: count(({ sound }) => sound && sound.context.state !== 'closed'),
    };
  }

  /** Sessions of old attempts that the server still lists. undefined: it does not tell. */
  async sessionsBesides(camera?: string): Promise<number | undefined> {
    const listed = await this.#gateway?.sessions(AbortSignal.timeout(PATIENCE_MS));
    const current = camera === undefined ? undefined : registry.get(camera);
    return listed && this.#seen.filter(({ peer, session }) => peer !== current && session?.id !== undefined && listed.has(session.id)).length;
  }

  /** FFmpegs of the cameras that nobody else watched. undefined: the server does not tell. */
  async processes(): Promise<readonly FfmpegProcess[] | undefined> {
    const all = await this.#gateway?.processes(AbortSignal.timeout(PATIENCE_MS));
    return all?.filter(({ camera }) => !this.#ofOthers.has(camera));
  }

  dispose(): void {
    registryListeners.delete(this.#see);
    this.#seen = [];
  }
}

/** What attempts have left behind. */
export interface Leftovers {
  /** Connections that are not closed. */
  readonly open: number;
  readonly liveTracks: number;
  /** Handlers that are still set on a connection. */
  readonly handlers: number;
  /** Attempts whose timers and requests were not cancelled. */
  readonly requests: number;
  /** Sessions that nobody sent a DELETE for. */
  readonly undeleted: number;
  /** Attempts with a poller, a frame loop or listeners. */
  readonly watching: number;
  readonly sounds: number;
}
