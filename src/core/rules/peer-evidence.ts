import type { Entity } from '../ledger/ledger.ts';
import { isStopped, type PeerUse } from '../ledger/peer-use.ts';
import type { Message } from './finding.ts';

/** What speaks for an open connection being left over, in the order in which a reader would ask. */
export function peerEvidence({ props }: Entity<'peer'>, use: PeerUse): Message[] {
  const { registry, leftRegistry, bytesReceived, framesDecoded } = props;
  const evidence: Message[] = [{ key: 'evidence.state', params: { state: props.connectionState } }];
  if (isStopped(use)) evidence.push({ key: 'evidence.tracks-stopped', params: { count: use.received.length } });
  else if (use.live.length) evidence.push({ key: 'evidence.unused-tracks', params: { count: use.live.length } });
  if (registry) evidence.push({ key: 'evidence.registry', params: { registry } });
  else if (leftRegistry) evidence.push({ key: 'evidence.left-registry', params: { registry: leftRegistry } });
  if (bytesReceived !== undefined) evidence.push({ key: 'evidence.bytes', params: { bytes: bytesReceived } });
  if (framesDecoded) evidence.push({ key: 'evidence.frames', params: { count: framesDecoded } });
  return evidence;
}
