import { describe, expect, test } from 'vitest';
import { chains } from '../../../src/core/join/chains.ts';
import { joinSessions } from '../../../src/core/join/join-sessions.ts';
import { isSameCamera } from '../../../src/core/join/same-camera.ts';
import { ffmpeg, GATEWAY, path, scene, session } from '../server-rules/scene.ts';

const joined = (s: ReturnType<typeof scene>) => joinSessions(s.ledger).map(({ session: at, how, peer, whep }) => [at.id, how, peer?.id, whep?.id]);

describe('a server session and what it belongs to in the page', () => {
  test('by its id: exactly, whatever else there is', () => {
    const s = scene();
    const a = s.play('cam1', { serverId: 'ID-A', localPort: 5_000 });
    const b = s.play('cam1', { serverId: 'id-b', localPort: 6_000 });
    s.look({ sessions: [session('id-b', { remoteCandidate: 'host/udp/127.0.0.1/5000' }), session('id-a'), session('other')] });
    expect(joined(s)).toEqual([
      ['id-b', 'exact', b.peer, b.whep],
      ['id-a', 'exact', a.peer, a.whep],
      ['other', undefined, undefined, undefined],
    ]);
  });

  test('by port, where the page was not given the id', () => {
    const s = scene();
    const a = s.play('cam1', { localPort: 42_084 });
    s.play('cam1', { localPort: 42_085 });
    s.look({ sessions: [session('x', { remoteCandidate: 'prflx/udp/127.0.0.1/42084' })] });
    expect(joined(s)).toEqual([['x', 'address-time', a.peer, a.whep]]);
  });

  test('a port proves nothing for another camera', () => {
    const s = scene();
    s.play('cam2', { localPort: 42_084 });
    s.look({ sessions: [session('x', { remoteCandidate: 'prflx/udp/127.0.0.1/42084' })] });
    expect(joined(s)[0]?.[1]).toBeUndefined();
  });

  test('by camera and time, if it is the only one that fits', () => {
    const s = scene();
    s.look({ sessions: [session('before')] });
    s.wait(1_000);
    const a = s.play('cam1');
    s.wait(1_000);
    s.look({ sessions: [session('before'), session('new')] });
    expect(joined(s)).toEqual([
      ['before', undefined, undefined, undefined],
      ['new', 'address-time', a.peer, a.whep],
    ]);
  });

  test.each([
    ['two POSTs and one session', (s: ReturnType<typeof scene>) => [s.play('cam1'), s.play('cam1')], [session('x')]],
    ['one POST and two sessions', (s: ReturnType<typeof scene>) => [s.play('cam1')], [session('x'), session('y')]],
    ['another host', (s: ReturnType<typeof scene>) => [s.play('cam1', { url: 'http://nas.local/cam1/whep' })], [session('x')]],
    ['a publisher', (s: ReturnType<typeof scene>) => [s.play('cam1')], [session('x', { role: 'publish' })]],
  ])('not by time: %s', (_, play, sessions) => {
    const s = scene();
    s.look({ sessions: [] });
    play(s);
    s.wait(1_000);
    s.look({ sessions });
    expect(joined(s).filter(([, how]) => how)).toEqual([]);
  });

  test('not by time: one that was there when the server was first asked', () => {
    const s = scene();
    s.play('cam1');
    s.wait(1_000);
    s.look({ sessions: [session('x')] });
    expect(joined(s)[0]?.[1]).toBeUndefined();
  });

  test('a server that does not answer joins nothing', () => {
    const s = scene();
    s.play('cam1', { serverId: 'x' });
    s.look({ sessions: [session('x')] }, { link: 'down' });
    expect(joined(s)).toEqual([]);
  });
});

test.each([
  ['cam1', 'cam1', true],
  ['media/cam1', 'cam1', true],
  ['/live/cam1/', 'live/cam1', true],
  ['cam1', 'live/cam1', false],
  ['xcam1', 'cam1', false],
  ['', '', false],
])('the page’s %s is the server’s %s: %s', (inPage, atServer, same) => {
  expect(isSameCamera(inPage, atServer)).toBe(same);
});

describe('chains', () => {
  test('a whole one goes from the connection to the process', () => {
    const s = scene();
    const { peer, whep } = s.play('cam1', { serverId: 'x' });
    s.look({ processes: [ffmpeg(7, { viewers: 1 })], sessions: [session('x')], paths: [path('cam1', { readers: 1 })] });
    expect(chains(s.ledger)).toEqual([
      {
        key: `server-session ${GATEWAY} x`,
        camera: 'cam1',
        peer,
        session: whep,
        serverSession: { endpoint: GATEWAY, id: 'x' },
        path: { endpoint: GATEWAY, name: 'cam1' },
        process: { endpoint: GATEWAY, pid: 7 },
        how: 'exact',
      },
    ]);
  });

  const broken = (s: ReturnType<typeof scene>) => chains(s.ledger).map((chain) => [chain.camera, chain.broken?.at, chain.broken?.why.key]);

  test('the broken link is named', () => {
    const s = scene();
    const closed = s.play('closed', { serverId: '1' });
    const deleted = s.play('deleted', { serverId: '2' });
    s.play('forgotten', { serverId: '3' });
    s.play('whole', { serverId: '4' });
    s.play('dark', { serverId: '5' });
    s.wait(4_000);
    s.close(closed);
    s.remove(deleted);
    s.look({
      sessions: [session('1', { path: 'closed' }), session('2', { path: 'deleted' }), session('4', { path: 'whole' }), session('5', { path: 'dark' }), session('9', { path: 'whole' })],
      paths: [
        ...['closed', 'deleted', 'forgotten', 'whole'].map((name) => path(name, { readers: 1 })),
        path('dark', { ready: false }),
        path('unwatched', { onDemand: true }),
        path('always-on', { onDemand: false }),
      ],
      processes: ['closed', 'deleted', 'whole', 'forgotten', 'alone'].map((camera, i) => ffmpeg(10 + i, { camera, viewers: 0 })),
    });
    expect(broken(s)).toEqual([
      ['alone', 'serverSession', 'chain.why.process-unwatched'],
      ['closed', 'peer', 'chain.why.peer-closed'],
      ['dark', 'path', 'chain.why.path-not-ready'],
      ['deleted', 'session', 'chain.why.deleted'],
      ['forgotten', 'serverSession', 'chain.why.session-ended'],
      ['unwatched', 'serverSession', 'chain.why.path-unwatched'],
      ['whole', undefined, undefined],
      ['whole', undefined, undefined],
      ['always-on', undefined, undefined],
    ]);
  });

  test('a session that was just made is not missed yet', () => {
    const s = scene();
    s.play('cam1', { serverId: 'x' });
    s.wait(500);
    s.look({ sessions: [], paths: [path('cam1')] });
    expect(broken(s)).toEqual([['cam1', undefined, undefined]]);
  });

  test('a camera whose viewer just came has time to deliver', () => {
    const s = scene();
    const dark = { sessions: [session('x')], paths: [path('cam1', { ready: false, readers: 1 })] };
    s.play('cam1', { serverId: 'x' });
    s.wait(500);
    s.look(dark);
    expect(broken(s)).toEqual([['cam1', undefined, undefined]]);
    s.wait(4_000);
    s.look(dark);
    expect(broken(s)).toEqual([['cam1', 'path', 'chain.why.path-not-ready']]);
  });

  test("a server's API and its metrics tell of one viewer, and the API tells more", () => {
    const s = scene();
    s.play('cam1', { serverId: 'x' });
    s.look({ sessions: [session('x')], paths: [path('cam1', { readers: 1 }), path('yard')] }, { kind: 'prometheus', endpoint: 'http://127.0.0.1:9998' });
    s.look({ sessions: [session('x')], paths: [path('cam1', { readers: 1, publisher: 'Lavf59' }), path('yard', { onDemand: false })] }, { kind: 'mediamtx' });
    expect(chains(s.ledger).map((chain) => [chain.camera, chain.path, chain.broken])).toEqual([
      ['cam1', { endpoint: GATEWAY, name: 'cam1', publisher: 'Lavf59' }, undefined],
      ['yard', { endpoint: GATEWAY, name: 'yard' }, undefined],
    ]);
  });

  test('a supervisor and the media server that it feeds are one chain', () => {
    const s = scene();
    s.play('cam1', { serverId: 'x' });
    s.look({ processes: [ffmpeg(7)], paths: [path('cam1', { readers: 1 })] }, { endpoint: 'http://127.0.0.1:9000' });
    s.look({ sessions: [session('x')], paths: [path('cam1', { readers: 1 })] }, { kind: 'mediamtx' });
    const all = chains(s.ledger);
    expect(all).toHaveLength(1);
    expect(all[0]?.process).toEqual({ endpoint: 'http://127.0.0.1:9000', pid: 7 });
  });
});
