import { isTrackInUse, openChannels } from '../ledger/in-use.ts';
import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { cameraOf, sources, streamsOf, targets, tracksOf } from '../ledger/queries.ts';
import { showings } from '../ledger/showings.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A page may take a player out of the document and put it back elsewhere. */
const DETACHED_FACTOR = 2;

/**
 * A connection that was on show and is not any more, without another one in its place: the view was removed, the connection was
 * forgotten. A `suspect`, since a page may come back to it; silent while anything else uses what it receives, while it sends, or while it
 * has an open data channel.
 */
export const peerUnused: Rule = {
  code: 'peer-unused',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'peer').flatMap((peer) => {
      const since = unusedSince(ledger, peer);
      if (since === undefined || now - since < settings.graceMs * DETACHED_FACTOR) return [];
      return [
        pageFinding({
          code: 'peer-unused',
          subject: peer,
          severity: 'warning',
          verdict: 'suspect',
          since,
          params: { camera: cameraOf(ledger, peer) ?? '' },
          evidence: [
            { key: 'evidence.state', params: { state: peer.props.connectionState } },
            ...(peer.props.bytesReceived === undefined ? [] : [{ key: 'evidence.bytes', params: { bytes: peer.props.bytesReceived } }]),
          ],
        }),
      ];
    }),
};

/** When the last element that showed it was emptied or removed; undefined while it is of use, and where it was never on show. */
function unusedSince(ledger: Ledger, peer: Entity<'peer'>): number | undefined {
  const shown = showings(ledger, peer);
  if (shown.length === 0 || openChannels(ledger, peer).length > 0) return undefined;
  if (tracksOf(ledger, peer.id, 'sends').some((track) => track.endedAt === undefined)) return undefined;
  const received = tracksOf(ledger, peer.id, 'receives');
  // Another picture in its place is a change of camera, and judged as one.
  if (shown.some(({ element, until }) => until !== undefined && targets(ledger, element.id, 'plays', 'stream').length > 0)) return undefined;
  const ends = shown.map(({ element, until }) => until ?? goneAt(element));
  if (ends.some((end) => end === undefined)) return undefined;
  // What an element that is gone from the document still has in it is no use; a holder, a clone or another connection is.
  const elsewhere = received.some((track) => isTrackInUse(ledger, track) && !onlyInRemovedElements(ledger, track));
  return elsewhere ? undefined : Math.max(...ends.map((end) => end ?? 0));
}

/** A video that was in the document and was taken out. Sound plays on outside the document, so an audio element is never gone. */
function goneAt(element: Entity<'element'>): number | undefined {
  const { tag, connected, wasConnected, pictureInPicture } = element.props;
  if (element.collectedAt !== undefined) return element.collectedAt;
  return tag === 'video' && wasConnected && !connected && !pictureInPicture ? (element.props.removedAt ?? element.changedAt) : undefined;
}

function onlyInRemovedElements(ledger: Ledger, track: Entity<'track'>): boolean {
  const elements = streamsOf(ledger, [track]).flatMap((stream) => sources(ledger, stream.id, 'plays', 'element'));
  const held = [track, ...streamsOf(ledger, [track])].some((x) => sources(ledger, x.id, 'holds', 'holder').some((h) => h.endedAt === undefined));
  const sent = sources(ledger, track.id, 'sends', 'peer').some((p) => p.endedAt === undefined);
  const cloned = sources(ledger, track.id, 'clone-of', 'track').some((clone) => clone.endedAt === undefined);
  return elements.length > 0 && !held && !sent && !cloned && elements.every((element) => goneAt(element) !== undefined);
}
