import { registry, registryListeners } from '../camera/registry.ts';
import type { FfmpegProcess, GatewayApi } from '../server/gateway-api.ts';

/** A server that is asked in vain for so long is no witness. */
const PATIENCE_MS = 5_000;

/** Remembers every connection made while it watches, so that one which the page forgot is still found. It lets go when it is done. */
export class Witness {
  readonly #gateway: GatewayApi | undefined;
  #seen: RTCPeerConnection[] = [...registry.values()];
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

  readonly #see = (_: string, peer: RTCPeerConnection): void => {
    this.#seen.push(peer);
  };

  /** Connections not closed, but for the one that is in use. */
  openBesides(camera?: string): number {
    const current = camera === undefined ? undefined : registry.get(camera);
    return this.#seen.filter((peer) => peer !== current && peer.signalingState !== 'closed').length;
  }

  /** Tracks that are live though their connection is not the one in use. */
  liveTracksBesides(camera?: string): number {
    const current = camera === undefined ? undefined : registry.get(camera);
    return this.#seen
      .filter((peer) => peer !== current)
      .flatMap((peer) => peer.getReceivers())
      .filter(({ track }) => track.readyState === 'live').length;
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
