import { parseServerObjectId } from '../endpoints/server-object-id.ts';
import type { Entity, EntityId, Ledger } from '../ledger/ledger.ts';
import { isKind } from '../ledger/is-kind.ts';
import { isDocumentOver, sources, streamsOf, targets, tracksOf } from '../ledger/queries.ts';
import type { Finding } from '../rules/finding.ts';
import type { Settings } from '../settings.ts';
import { stepsForServerObject } from './server-steps.ts';
import type { CleanAction, CleanStep } from './step.ts';

/** The order in which a clean-up is done: what plays first, the connection next, then what it left behind. */
const ORDER: readonly CleanAction[] = [
  'stop-track',
  'clear-element',
  'null-handlers',
  'close-channel',
  'close-peer',
  'unregister',
  'delete-session',
  'kick-session',
  'stop-process',
  'stop-holder',
  'close-socket',
];

export interface CleanPlan {
  readonly steps: readonly CleanStep[];
  /** Objects that no finding names: cleaning them breaks something that works, so it must be asked twice. */
  readonly healthy: readonly EntityId[];
}

/** What cleaning these objects takes, in order. It changes nothing; steps shared by two findings are planned once. */
export function plan(ledger: Ledger, ids: readonly EntityId[], findings: readonly Finding[], settings: Settings): CleanPlan {
  const steps = new Map<string, CleanStep>();
  for (const id of ids) {
    const object = parseServerObjectId(id);
    const own = object ? stepsForServerObject(ledger, object) : stepsFor(ledger, ledger.entities.get(id), settings);
    for (const step of own) steps.set(`${step.action} ${step.at} ${step.target}`, step);
  }
  const accused = new Set(findings.filter((f) => f.severity !== 'info').flatMap((f) => f.fixes.flatMap((fix) => fix.targets)));
  return {
    steps: [...steps.values()].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action)),
    healthy: ids.filter((id) => !accused.has(id) && ledger.entities.get(id)?.endedAt === undefined),
  };
}

/** A page or frame that the plan is for is gone, and what is there now is not what the plan names. */
export function isStale({ steps }: CleanPlan, ledger: Ledger): boolean {
  return steps.some(({ at }) => isDocumentOver(ledger, at));
}

function stepsFor(ledger: Ledger, entity: Entity | undefined, settings: Settings): CleanStep[] {
  if (!entity || isDocumentOver(ledger, entity.document)) return [];
  if (isKind(entity, 'peer')) return stepsForPeer(ledger, entity, settings);
  if (isKind(entity, 'track')) return stopTrack(entity);
  if (isKind(entity, 'element')) return [clearElement(entity)];
  if (isKind(entity, 'channel')) return [closeChannel(entity)];
  if (isKind(entity, 'holder')) return [step('stop-holder', entity, 'step.holder', { type: entity.props.type, state: entity.props.state })];
  if (isKind(entity, 'session')) return [deleteSession(entity)];
  if (isKind(entity, 'socket')) return [step('close-socket', entity, 'step.socket', { url: entity.props.url })];
  if (isKind(entity, 'stream')) return targets(ledger, entity.id, 'has', 'track').flatMap(stopTrack);
  return [];
}

function stepsForPeer(ledger: Ledger, peer: Entity<'peer'>, settings: Settings): CleanStep[] {
  const received = tracksOf(ledger, peer.id, 'receives');
  const sent = tracksOf(ledger, peer.id, 'sends').filter((t) => isOnlySentBy(ledger, t, peer));
  const elements = streamsOf(ledger, received).flatMap((s) => sources(ledger, s.id, 'plays', 'element'));
  const channels = targets(ledger, peer.id, 'carries', 'channel').filter((c) => c.endedAt === undefined);
  const sessions = sources(ledger, peer.id, 'serves', 'session').filter((s) => s.endedAt === undefined);
  const { handlers, registry } = peer.props;
  return [
    ...[...received, ...sent].flatMap(stopTrack),
    ...elements.filter((e) => playsOnly(ledger, e, received)).map(clearElement),
    ...(handlers.length ? [step('null-handlers', peer, 'step.handlers', { names: handlers.join(', ') })] : []),
    ...channels.map(closeChannel),
    ...(peer.endedAt === undefined ? [step('close-peer', peer, 'step.peer', { state: peer.props.connectionState })] : []),
    ...(registry ? [{ ...step('unregister', peer, 'step.registry', { registry }), names: settings.registries }] : []),
    ...sessions.map(deleteSession),
  ];
}

/** An element is cleared only if nothing but this peer's media is in it. */
function playsOnly(ledger: Ledger, element: Entity<'element'>, tracks: readonly Entity<'track'>[]): boolean {
  const playing = targets(ledger, element.id, 'plays', 'stream').flatMap((s) => targets(ledger, s.id, 'has', 'track'));
  return playing.every((t) => t.endedAt !== undefined || tracks.includes(t));
}

/** A microphone that another open connection also sends must stay on. */
function isOnlySentBy(ledger: Ledger, track: Entity<'track'>, peer: Entity<'peer'>): boolean {
  return sources(ledger, track.id, 'sends', 'peer').every((p) => p === peer || p.endedAt !== undefined);
}

function step(action: CleanAction, entity: Entity, key: string, params: CleanStep['detail']['params']): CleanStep {
  return { action, target: entity.id, at: entity.document, detail: { key, params } };
}

function stopTrack(track: Entity<'track'>): CleanStep[] {
  if (track.endedAt !== undefined) return [];
  return [step('stop-track', track, 'step.track', { media: track.props.media, label: track.props.label })];
}

function clearElement(element: Entity<'element'>): CleanStep {
  return step('clear-element', element, 'step.element', { label: element.props.label });
}

function closeChannel(channel: Entity<'channel'>): CleanStep {
  return step('close-channel', channel, 'step.channel', { label: channel.props.label });
}

function deleteSession(session: Entity<'session'>): CleanStep {
  return step('delete-session', session, 'step.session', { url: session.props.location ?? session.props.url });
}
