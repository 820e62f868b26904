import type { Entity, Ledger } from '../ledger/ledger.ts';
import { cameraOf } from '../ledger/queries.ts';
import { isSameCamera } from './same-camera.ts';

/** Something in the page began to use a camera within this time of its source's start: the source was started for it. */
const STARTED_FOR_MS = 15_000;

/** What the page had, or has, of a camera that a server knows as `path`. */
export interface PageUse {
  /** A session or connection for it is open. */
  readonly now: boolean;
  /** When the last one ended; 0 when there never was one, Infinity while one is open. */
  readonly until: number;
  startedNear(at: number): boolean;
}

/** By WHEP sessions, and by connections that are known by the camera's name. */
export function pageUseOf(ledger: Ledger, path: string): PageUse {
  const sessions = [...ledger.byKind.session.values()].filter((whep) => isSameCamera(whep.props.camera, path));
  const peers = [...ledger.byKind.peer.values()].filter((peer) => isSameCamera(cameraOf(ledger, peer) ?? '', path));
  // A session that was left undeleted is used no longer once its connection is over.
  const uses: readonly Entity[] = peers.length > 0 ? peers : sessions;
  const until = Math.max(0, ...uses.map((entity) => entity.endedAt ?? Infinity));
  return {
    now: until === Infinity,
    until,
    startedNear: (at) => [...sessions, ...peers].some((entity) => Math.abs(entity.createdAt - at) <= STARTED_FOR_MS),
  };
}
