import { afterEach, expect, test } from 'vitest';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { ownFfmpegs, stateOf } from '../support/own-ffmpegs.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep, type WhepClient } from '../support/whep-client.ts';

let gateway: Gateway;
const viewers: WhepClient[] = [];
afterEach(async () => {
  for (const viewer of viewers.splice(0)) viewer.close();
  await gateway.close();
});

const start = async (): Promise<void> => {
  gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras: [], lingerMs: 60_000, allowOrigins: [] }, () => undefined);
};
const call = (method: string, path: string, body?: object) =>
  fetch(`${gateway.apiUrl}/api/cameras${path}`, {
    method,
    headers: { authorization: `Bearer ${gateway.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const watch = async (): Promise<WhepClient> => {
  const viewer = await openWhep(gateway.whepUrl, 'mine');
  viewers.push(viewer);
  await waitUntil('pictures', () => viewer.packets() > 0);
  return viewer;
};
const sessions = async (): Promise<string[]> => {
  const { items } = (await (await fetch(`${gateway.apiUrl}/v3/webrtcsessions/list`)).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
};

test('a camera that is taken away takes its viewers’ sessions and its FFmpeg along', async () => {
  await start();
  expect((await call('POST', '', { name: 'mine', source: 'demo' })).status).toBe(201);
  const [one, two] = [await watch(), await watch()];
  expect((await sessions()).toSorted()).toEqual([one.id, two.id].toSorted());
  expect((await call('DELETE', '/mine')).status).toBe(200);
  expect(await sessions()).toEqual([]);
  expect(ownFfmpegs(process.pid)).toEqual([]);
  expect((await call('DELETE', '/mine')).status).toBe(404);
});

test('one that takes the place of another ends the other’s sessions, and plays', async () => {
  await start();
  await call('POST', '', { name: 'mine', source: 'demo' });
  const old = await watch();
  expect((await call('POST', '', { name: 'mine', source: 'demo' })).status).toBe(201);
  expect(await sessions()).not.toContain(old.id);
  const viewer = await watch();
  expect(await sessions()).toEqual([viewer.id]);
  await waitUntil('the old FFmpeg is gone', () => ownFfmpegs(process.pid).length === 1);
});

test('a viewer who is being let in while its camera is taken away stays no session', async () => {
  await start();
  await call('POST', '', { name: 'mine', source: 'demo' });
  const joining = openWhep(gateway.whepUrl, 'mine');
  await waitUntil('FFmpeg starts', () => ownFfmpegs(process.pid).length > 0);
  await call('DELETE', '/mine');
  viewers.push(await joining);
  await waitUntil('no session', async () => (await sessions()).length === 0, 3_000);
  expect(ownFfmpegs(process.pid)).toEqual([]);
});

/** Freezes the FFmpeg of the camera, which then takes a while to die. */
const freeze = async (): Promise<number> => {
  const [pid = 0] = ownFfmpegs(process.pid);
  process.kill(pid, 'SIGSTOP');
  await waitUntil('it stands still', () => stateOf(pid) === 'T');
  return pid;
};
const listed = async () => ((await (await fetch(`${gateway.apiUrl}/api/processes`)).json()) as { processes: object[] }).processes;

test('one that takes the place of another waits until the other’s FFmpeg is gone, and hides it not', async () => {
  await start();
  await call('POST', '', { name: 'mine', source: 'demo' });
  await watch();
  const pid = await freeze();
  const replacing = call('POST', '', { name: 'mine', source: 'demo' }).then(({ status }) => [status, stateOf(pid)]);
  const again = call('POST', '', { name: 'mine', source: 'demo' });
  await waitUntil('it is being stopped', async () => JSON.stringify(await listed()).includes('stopping'), 1_000);
  expect(await listed()).toMatchObject([{ pid, camera: 'mine', state: 'stopping' }]);
  // Nobody plays from the one that goes.
  const refused = await openWhep(gateway.whepUrl, 'mine');
  viewers.push(refused);
  expect([refused.status, refused.error.code]).toEqual([502, 'stopped']);
  expect(await replacing).toEqual([201, undefined]);
  expect((await again).status).toBe(201);
  await watch();
  expect(ownFfmpegs(process.pid)).toHaveLength(1);
});

test('one that is being taken away is listed until its FFmpeg is gone', async () => {
  await start();
  await call('POST', '', { name: 'mine', source: 'demo' });
  await watch();
  const pid = await freeze();
  const removing = call('DELETE', '/mine');
  await waitUntil('it is being stopped', async () => JSON.stringify(await listed()).includes('stopping'), 1_000);
  expect(await listed()).toMatchObject([{ pid, camera: 'mine', state: 'stopping' }]);
  expect((await removing).status).toBe(200);
  expect([stateOf(pid), await listed()]).toEqual([undefined, []]);
  expect((await call('DELETE', '/mine')).status).toBe(404);
});
