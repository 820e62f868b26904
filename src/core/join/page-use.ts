import type { Entity, Ledger } from '../ledger/ledger.ts';
import { cameraOf } from '../ledger/queries.ts';
import { isSameCamera } from './same-camera.ts';

/** What the page had, or has, of a camera that a server knows as `path`: its WHEP sessions, and connections known by the camera's name. */
export function pageUseOf(ledger: Ledger, path: string): Entity<'session' | 'peer'>[] {
  const sessions = [...ledger.byKind.session.values()].filter((whep) => isSameCamera(whep.props.camera, path));
  const peers = [...ledger.byKind.peer.values()].filter((peer) => isSameCamera(cameraOf(ledger, peer) ?? '', path));
  return [...sessions, ...peers];
}

/** Whether the page has no use for the camera any more, but had one. */
export function pageLeft(ledger: Ledger, path: string): boolean {
  const use = pageUseOf(ledger, path);
  return use.length > 0 && use.every((entity) => entity.endedAt !== undefined);
}

/** Something in the page began to use the camera within this time of the source's start: the source was started for it. */
const STARTED_FOR_MS = 15_000;

export function startedForPage(ledger: Ledger, path: string, openedAt: number): boolean {
  return pageUseOf(ledger, path).some((entity) => Math.abs(entity.createdAt - openedAt) <= STARTED_FOR_MS);
}
