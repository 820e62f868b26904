import { describe, expect, test } from 'vitest';
import { plan } from '../../../src/core/clean/plan.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { GATEWAY, scene, session } from './scene.ts';

describe('session-not-deleted-on-server', () => {
  test('a suspect while the server may still notice, a leak after that', () => {
    const s = scene();
    const playing = s.play('cam1', { serverId: 'x' });
    s.watch(10_000, { sessions: [session('x')] });
    expect(s.findings()).toEqual([]);
    s.close(playing);
    s.watch(4_000, { sessions: [session('x')] });
    expect(s.codes()).toEqual([]);
    s.watch(6_000, { sessions: [session('x')] });
    expect(s.codes()).toEqual(['suspect session-not-deleted-on-server']);
    s.watch(30_000, { sessions: [session('x', { bytesSent: 90_000 })] });
    const [finding, ...more] = s.findings();
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      verdict: 'leak',
      severity: 'error',
      subject: { kind: 'session', id: playing.whep },
      source: { url: 'http://127.0.0.1:8889/player.js', line: 88 },
      message: { key: 'session-not-deleted-on-server.closed', params: { server: '127.0.0.1:9997', camera: 'cam1', peer: 'p1' } },
    });
    expect(finding?.evidence.map(({ key }) => key)).toEqual(['evidence.joined-by-id', 'evidence.server-sent', 'evidence.server-seen']);

    const steps = plan(s.ledger, finding?.fixes[0]?.targets ?? [], s.findings(), DEFAULT_SETTINGS).steps;
    expect(steps.map(({ action, at, target }) => [action, at, target])).toEqual([
      ['delete-session', '0', playing.whep],
      ['kick-session', GATEWAY, 'x'],
    ]);
    s.look({ sessions: [] });
    expect(s.findings()).toEqual([]);
  });

  test('a DELETE that the server did not heed', () => {
    const s = scene();
    const playing = s.play('cam1', { serverId: 'x' });
    s.close(playing);
    s.remove(playing);
    s.watch(40_000, { sessions: [session('x')] });
    expect(s.findings()[0]?.message.key).toBe('session-not-deleted-on-server.deleted');
    expect(s.codes()).toEqual(['leak session-not-deleted-on-server']);
  });

  test('a page that went away: only the server can end its session', () => {
    const s = scene();
    s.play('cam1', { serverId: 'x' });
    s.navigate();
    s.watch(40_000, { sessions: [session('x')] });
    const [finding] = s.findings();
    expect(finding).toMatchObject({ verdict: 'leak', message: { key: 'session-not-deleted-on-server.page-gone' } });
    expect(finding?.fixes[0]?.targets).toEqual([`server-session ${GATEWAY} x`]);
  });

  test('silent: a long call, a session that is gone, a look from before the close, a server that does not answer, a list that cannot be kicked from', () => {
    const long = scene();
    long.play('cam1', { serverId: 'x' });
    long.watch(600_000, { sessions: [session('x')] });
    expect(long.findings()).toEqual([]);

    const stale = scene();
    const playing = stale.play('cam1', { serverId: 'x' });
    stale.look({ sessions: [session('x')] });
    stale.close(playing);
    stale.wait(60_000);
    expect(stale.findings()).toEqual([]);
    stale.look({ sessions: [session('x')] }, { link: 'down' });
    expect(stale.findings()).toEqual([]);
    stale.look({ sessions: [session('x')] }, { kind: 'go2rtc' });
    expect(stale.findings()[0]?.fixes).toEqual([{ kind: 'clean', targets: [playing.whep] }]);
  });
});

describe('reader-counted-twice', () => {
  test('one connection that POSTed twice', () => {
    const s = scene();
    const first = s.play('cam1', { serverId: 'old' });
    s.wait(2_000);
    s.fact({ op: 'created', kind: 'session', id: 'n99', props: { protocol: 'whep', url: 'http://127.0.0.1:8889/cam1/whep', camera: 'cam1', serverId: 'new' } });
    s.fact({ op: 'linked', from: 'n99', to: first.peer.slice(2), rel: 'serves' });
    s.watch(4_000, { sessions: [session('old'), session('new')] });
    expect(s.codes()).toEqual([]);
    s.watch(4_000, { sessions: [session('old'), session('new')] });
    const [finding, ...more] = s.findings();
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'reader-counted-twice', verdict: 'leak', subject: { kind: 'server-session', id: `server-session ${GATEWAY} old` } });
    expect(finding?.related).toEqual([{ role: 'newer-session', id: `server-session ${GATEWAY} new` }]);
  });

  test('two sessions with one address of the browser are a suspect', () => {
    const s = scene();
    s.play('cam1', { serverId: 'new', localPort: 5_000 });
    const twice = [
      session('old', { createdAt: 1_000, remoteCandidate: 'host/udp/10.0.0.2/5000' }),
      session('new', { createdAt: 2_000, remoteCandidate: 'prflx/udp/10.0.0.2/5000' }),
    ];
    s.watch(10_000, { sessions: twice });
    expect(s.codes()).toEqual(['suspect reader-counted-twice']);
    expect(s.findings()[0]?.subject.id).toBe(`server-session ${GATEWAY} old`);
  });

  test('silent: a grid of the same camera, other people, a port that was given back and taken again', () => {
    const s = scene();
    s.play('cam1', { serverId: 'a', localPort: 5_000 });
    s.play('cam1', { serverId: 'b', localPort: 5_001 });
    const others = [session('o1', { remoteCandidate: 'host/udp/10.0.0.9/7000' }), session('o2', { remoteCandidate: 'host/udp/10.0.0.9/7000' })];
    const mine = [session('a', { remoteCandidate: 'host/udp/10.0.0.2/5000' }), session('b', { remoteCandidate: 'host/udp/10.0.0.2/5001' })];
    s.watch(60_000, { sessions: [...mine, ...others] });
    expect(s.codes()).toEqual([]);

    const again = scene();
    again.close(again.play('cam1', { serverId: 'a', localPort: 5_000 }));
    again.play('cam1', { serverId: 'b', localPort: 5_000 });
    const both = [session('a', { createdAt: 1, remoteCandidate: 'host/udp/10.0.0.2/5000' }), session('b', { createdAt: 2, remoteCandidate: 'host/udp/10.0.0.2/5000' })];
    again.watch(10_000, { sessions: both });
    expect(again.codes()).toEqual(['suspect session-not-deleted-on-server']);
  });
});

describe('reader-without-peer', () => {
  test('a session that fits a closed connection by its port', () => {
    const s = scene();
    const playing = s.play('cam1', { localPort: 5_000 });
    s.close(playing);
    const sessions = [session('x', { remoteCandidate: 'host/udp/10.0.0.2/5000' })];
    s.watch(30_000, { sessions });
    expect(s.codes()).toEqual([]);
    s.watch(10_000, { sessions });
    expect(s.codes()).toEqual(['suspect reader-without-peer']);
    expect(s.findings()[0]).toMatchObject({ message: { key: 'reader-without-peer.closed' }, related: [{ role: 'served', id: playing.peer }] });
  });

  test('other people’s viewers are nobody’s leak', () => {
    const s = scene();
    s.look({ sessions: [] });
    s.close(s.play('cam1', { serverId: 'mine' }));
    s.watch(120_000, { sessions: [session('theirs', { remoteCandidate: 'host/udp/10.0.0.9/7000' })] });
    expect(s.codes()).toEqual([]);
  });

  test('unless the user says that nobody but this page uses the server', () => {
    const s = scene();
    s.wait(1_000);
    s.watch(4_000, { sessions: [session('there-before')] });
    s.watch(40_000, { sessions: [session('there-before'), session('stranger')] });
    expect(s.codes()).toEqual([]);
    expect(s.findings({ onlyThisPage: true }).map(({ subject, message }) => [subject.id, message.key])).toEqual([
      [`server-session ${GATEWAY} stranger`, 'reader-without-peer.unknown'],
    ]);
    // A connection that is open and joined with nothing may be the stranger.
    s.play('cam1');
    expect(s.codes({ onlyThisPage: true })).toEqual([]);
  });
});
