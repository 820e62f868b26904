import { afterEach, expect, test } from 'vitest';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { ownFfmpegs } from '../support/own-ffmpegs.ts';
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
