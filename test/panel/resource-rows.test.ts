import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/rules/finding.ts';
import { createLedger, type Ledger } from '../../src/core/ledger/ledger.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { lifeOf, troubleOf } from '../../src/panel/views/resources/entity-words.ts';
import { countEnded, resourceRows, type ResourceRow } from '../../src/panel/views/resources/resource-rows.ts';
import { factWriter } from './fixture-facts.ts';

function page(): Ledger {
  const w = factWriter();
  w.page(0, 'http://page/');
  w.element(1, 'e1', 'video#player');
  w.connect({ number: 1, camera: 'cam1', at: 10, element: 'e1', audio: true });
  w.detach(900, 'e1', 1);
  w.close(1_000, 1);
  w.connect({ number: 2, camera: 'cam2', at: 1_100, element: 'e1' });
  w.say(1_200, { op: 'created', kind: 'socket', id: 'k1', props: { url: 'ws://page/signal', readyState: 1 } });
  w.say(1_300, { op: 'created', kind: 'track', id: 't9', props: { media: 'audio', origin: 'user', readyState: 'live', muted: false, enabled: true, label: 'Microphone' } });
  const ledger = createLedger();
  for (const fact of w.facts.toSorted((a, b) => a.at - b.at)) fold(ledger, fact, '0');
  return ledger;
}

const describeRow = (row: ResourceRow): string =>
  `${'  '.repeat(row.level - 1)}${row.type === 'entity' ? row.entity.id : row.type === 'frame' ? row.frame.url : row.type === 'camera' ? row.camera : 'loose'}`;
const all = { showEnded: true, toggled: new Set<string>() };

describe('the tree of resources', () => {
  test('goes from the page over cameras to connections; what belongs to none stands by itself', () => {
    expect(resourceRows(page(), all).map(describeRow)).toEqual(['http://page/', '  cam1', '    0:p1', '  cam2', '    0:p2', '  loose', '    0:t9', '    0:k1']);
  });

  test('shows below a connection its session and tracks, and below a track what uses it', () => {
    const open = new Set(['frame 0 camera cam2 0:p2', 'frame 0 camera cam2 0:p2 0:t3']);
    expect(resourceRows(page(), { ...all, toggled: open }).map(describeRow).slice(3, 8)).toEqual(['  cam2', '    0:p2', '      0:w2', '      0:t3', '        0:e1']);
  });

  test('leaves out what has ended unless it is asked for', () => {
    const rows = resourceRows(page(), { ...all, showEnded: false });
    expect(rows.map(describeRow)).toEqual(['http://page/', '  cam2', '    0:p2', '  loose', '    0:t9', '    0:k1']);
    expect(rows[0]).toMatchObject({ live: 3, ended: 1 });
  });

  test('counts what has ended as its pages do, those before a reload too', () => {
    const ledger = page();
    const total = () => resourceRows(ledger, all).reduce((sum, row) => sum + (row.type === 'frame' ? row.ended : 0), 0);
    expect([countEnded(ledger), total()]).toEqual([1, 1]);
    fold(ledger, { op: 'document-ended', persisted: false, n: 1_000, at: 6_000 }, '0');
    fold(ledger, { op: 'document', url: 'http://page/', top: true, n: 1, at: 6_100 }, '0.2');
    fold(ledger, { op: 'created', kind: 'peer', id: 'p1', props: {}, n: 2, at: 6_200 }, '0.2');
    fold(ledger, { op: 'ended', id: 'p1', by: 'page', n: 3, at: 6_300 }, '0.2');
    expect([countEnded(ledger), total()]).toEqual([5, 5]);
  });

  test('has a colour for what is wrong with something that lives', () => {
    const ledger = page();
    const peer = ledger.byKind.peer.get('0:p2');
    const over = ledger.byKind.peer.get('0:p1');
    if (!peer || !over) throw new Error('there are peers');
    const found = { severity: 'error' } as Finding;
    expect([troubleOf(peer, undefined), troubleOf(peer, found), troubleOf(peer, { ...found, severity: 'info' }), troubleOf(over, found)]).toEqual([undefined, 'error', undefined, undefined]);
    peer.props.connectionState = 'failed';
    expect([troubleOf(peer, undefined), troubleOf(peer, found)]).toEqual(['warning', 'error']);
  });

  test('opens the way to what the filter found', () => {
    const rows = resourceRows(page(), { ...all, passes: (entity) => entity.id === '0:w2' });
    expect(rows.map(describeRow)).toEqual(['http://page/', '  cam2', '    0:p2', '      0:w2']);
  });

  test('ends on a track that a lying page calls its own clone', () => {
    const ledger = page();
    fold(ledger, { op: 'linked', rel: 'clone-of', from: 't9', to: 't9', n: 999, at: 5_000 }, '0');
    expect(resourceRows(ledger, { ...all, passes: (entity) => entity.id === 'nothing' })).toEqual([]);
  });

  test('tells open, closed, collected and gone apart', () => {
    const ledger = page();
    const life = (id: string) => {
      const entity = ledger.entities.get(id);
      return entity && lifeOf(ledger, entity);
    };
    expect([life('0:p2'), life('0:p1'), life('0:w1')]).toEqual(['live', 'retained', 'ended']);
    fold(ledger, { op: 'collected', id: 'p1', n: 1_000, at: 6_000 }, '0');
    fold(ledger, { op: 'document-ended', persisted: false, n: 1_001, at: 7_000 }, '0');
    expect([life('0:p2'), life('0:p1')]).toEqual(['ended', 'collected']);
  });
});
