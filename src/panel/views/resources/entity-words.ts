import { isKind } from '../../../core/ledger/is-kind.ts';
import type { Entity, Ledger } from '../../../core/ledger/ledger.ts';
import { cameraOf } from '../../../core/ledger/queries.ts';
import type { Finding } from '../../../core/rules/finding.ts';

/** What a reader knows an object by besides its id: its camera, label, or address. */
export function nameOf(ledger: Ledger, entity: Entity): string {
  if (isKind(entity, 'peer')) return cameraOf(ledger, entity) ?? '';
  if (isKind(entity, 'track')) return `${entity.props.media}${entity.props.label ? ` ${entity.props.label}` : ''}`;
  if (isKind(entity, 'element')) return entity.props.label;
  if (isKind(entity, 'channel')) return entity.props.label;
  if (isKind(entity, 'holder')) return entity.props.type;
  if (isKind(entity, 'session')) return entity.props.url;
  if (isKind(entity, 'socket')) return entity.props.url;
  return '';
}

/** Its state in the platform's own word. */
export function stateOf(entity: Entity): string {
  if (isKind(entity, 'peer')) return entity.props.connectionState;
  if (isKind(entity, 'track')) return entity.props.readyState === 'live' && entity.props.muted ? 'live, muted' : entity.props.readyState;
  if (isKind(entity, 'stream')) return entity.props.active ? 'active' : 'inactive';
  if (isKind(entity, 'element')) return [entity.props.connected ? 'attached' : 'detached', entity.props.paused ? 'paused' : 'playing'].join(', ');
  if (isKind(entity, 'channel')) return entity.props.readyState;
  if (isKind(entity, 'holder')) return entity.props.state;
  if (isKind(entity, 'session')) return entity.props.status === undefined ? '' : String(entity.props.status);
  return '';
}

export type LifeState = 'live' | 'ended' | 'retained' | 'collected';

/** `retained`: ended, and not collected while its document lives. */
export function lifeOf(ledger: Ledger, entity: Entity): LifeState {
  if (entity.collectedAt !== undefined) return 'collected';
  if (entity.endedAt === undefined) return 'live';
  // A session is no object of the engine's, so nothing tells of its collection.
  return entity.kind !== 'session' && ledger.documents.get(entity.document)?.endedAt === undefined ? 'retained' : 'ended';
}

/** What is wrong with something that lives, as a colour tells it: what was found, or a connection that is in a bad way. */
export function troubleOf(entity: Entity, finding: Finding | undefined): 'error' | 'warning' | undefined {
  if (entity.endedAt !== undefined) return undefined;
  if (finding && finding.severity !== 'info') return finding.severity;
  return isKind(entity, 'peer') && ['failed', 'disconnected'].includes(entity.props.connectionState) ? 'warning' : undefined;
}
