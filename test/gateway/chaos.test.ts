import { afterEach, expect, test } from 'vitest';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { CLI } from '../support/dist.ts';
import { ownFfmpegs, stateOf } from '../support/own-ffmpegs.ts';
import { socketsOf } from '../support/sockets-of.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep, type WhepClient } from '../support/whep-client.ts';

const CAMERAS = ['cam1', 'cam2', 'cam3', 'cam4'];
const VIEWERS = 10;
/** So many joins, leaves and kills, however slow the machine is; no longer than this. */
const ACTS = 120;
const CHAOS_MS = 40_000;
/** A viewer is taken off when it has been silent for 5 s, also while its FFmpeg is frozen. Less than ICE would take, which is 30 s. */
const NOTICED_MS = 20_000;
const ARGS = ['--whep-port', '0', '--api-port', '0', '--linger', '300ms'];
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

let gateway: GatewayProcess | undefined;
let viewers: (WhepClient | undefined)[] = [];
afterEach(async () => {
  for (const viewer of viewers) viewer?.close();
  viewers = [];
  await gateway?.kill();
  gateway = undefined;
});

/** The same numbers for the same seed: mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sessions = async ({ apiUrl }: GatewayProcess): Promise<unknown[]> =>
  ((await (await fetch(`${apiUrl}/v3/webrtcsessions/list`)).json()) as { items: unknown[] }).items;

test(`after ${ACTS} joins, leaves and kills, of the gateway too, nothing is left (seed ${SEED})`, { timeout: 150_000 }, async () => {
  let running = await startGatewayProcess(ARGS, CLI);
  gateway = running;
  const random = chance(SEED);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const done = { join: 0, refused: 0, leave: 0, vanish: 0, kill: 0, freeze: 0, lost: 0 };
  const serverOf = new WeakMap<WhepClient, GatewayProcess>();
  const killed = new Set<GatewayProcess | undefined>();
  let restart: Promise<void> | undefined;
  /** Sockets of this test's viewers, which a program that is started beside them has open too. */
  let inherited = 0;
  viewers = Array.from({ length: VIEWERS }, () => undefined);

  const killAndRestart = async (): Promise<void> => {
    killed.add(running);
    await running.kill();
    await waitUntil('no orphan of the killed gateway', () => ownFfmpegs(running.pid).length === 0, 5_000);
    running = await startGatewayProcess(ARGS, CLI);
    gateway = running;
    inherited = socketsOf(running.pid).udp;
  };
  const act = async (slot: number, server: GatewayProcess): Promise<void> => {
    const viewer = viewers[slot];
    if (viewer && killed.has(serverOf.get(viewer))) {
      viewers[slot] = undefined;
      return viewer.close();
    }
    const dice = random();
    if (!viewer) {
      const joined = await openWhep(server.whepUrl, pick(CAMERAS) ?? '');
      serverOf.set(joined, server);
      // FFmpeg may be killed while a viewer waits for its first packet: then it is told so.
      if (joined.status === 201) viewers[slot] = joined;
      else joined.close();
      done[joined.status === 201 ? 'join' : 'refused'] += 1;
      return;
    }
    // Once at least, however few acts a slow machine does.
    if (dice < 0.12 || done.kill === 0) {
      const pid = pick(ownFfmpegs(server.pid));
      if (pid !== undefined && stateOf(pid) !== undefined) process.kill(pid, dice < 0.04 ? 'SIGSTOP' : 'SIGKILL');
      done[dice < 0.04 ? 'freeze' : 'kill'] += 1;
      return;
    }
    viewers[slot] = undefined;
    try {
      if (dice >= 0.55) return void (done.vanish += 1);
      done.leave += 1;
      expect([200, 404]).toContain(await viewer.remove());
    } finally {
      viewer.close();
    }
  };
  /** Who is about to join or leave when the gateway is killed gets no answer. */
  const actOrLose = async (slot: number): Promise<void> => {
    const server = running;
    await act(slot, server).catch((error: unknown) => {
      if (!killed.has(server)) throw error;
      done.lost += 1;
    });
  };
  const until = Date.now() + CHAOS_MS;
  let acts = 0;
  await Promise.all(
    viewers.map(async (_, slot) => {
      while (acts < ACTS && Date.now() < until) {
        acts += 1;
        // Half-way the gateway itself is killed, amid what the others do, and started anew.
        if (acts >= ACTS / 2 || Date.now() > until - CHAOS_MS / 2) await (restart ??= killAndRestart());
        await actOrLose(slot);
        // More FFmpegs than cameras would be a second one for a camera.
        expect(ownFfmpegs(running.pid).length).toBeLessThanOrEqual(CAMERAS.length);
        await new Promise((resolve) => setTimeout(resolve, random() * 400));
      }
    }),
  );
  console.log(`chaos: ${JSON.stringify(done)}`);
  expect(done.join).toBeGreaterThan(VIEWERS);
  expect(Math.min(done.leave, done.vanish, done.kill, killed.size)).toBeGreaterThan(0);

  for (const viewer of viewers) viewer?.close();
  viewers = [];
  await waitUntil('no session', async () => (await sessions(running)).length === 0, NOTICED_MS);
  await waitUntil('no FFmpeg by the list', async () => (await running.processes()).length === 0);
  expect(ownFfmpegs(running.pid)).toEqual([]);
  await waitUntil('no UDP socket', () => socketsOf(running.pid).udp === inherited);
  // The connections of this test's own requests end some seconds after the last one.
  await waitUntil('no TCP connection', () => socketsOf(running.pid).tcp === 0);

  viewers = await Promise.all(CAMERAS.map((camera) => openWhep(running.whepUrl, camera)));
  await waitUntil('all four to play', () => viewers.every((viewer) => (viewer?.packets() ?? 0) > 5));
  const pids = ownFfmpegs(running.pid);
  expect(pids).toHaveLength(CAMERAS.length);
  process.kill(pids[0] ?? 0, 'SIGSTOP');
  await running.kill();
  await waitUntil('no orphan', () => ownFfmpegs(running.pid).length === 0, 5_000);
});
