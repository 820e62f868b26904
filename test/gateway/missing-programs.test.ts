import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { CLI } from '../support/dist.ts';
import { ownFfmpegs } from '../support/own-ffmpegs.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

let folder: string | undefined;
let gateway: GatewayProcess | undefined;
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** A gateway that finds these programs on its path and no others. */
async function startWith(programs: readonly string[]): Promise<GatewayProcess> {
  folder = mkdtempSync(join(tmpdir(), 'rtc-leaks-path-'));
  for (const program of programs) symlinkSync(realpathSync(execFileSync('which', [program], { encoding: 'utf8' }).trim()), join(folder, program));
  const { PATH } = process.env;
  process.env.PATH = folder;
  try {
    gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--linger', '0s'], CLI);
    return gateway;
  } finally {
    process.env.PATH = PATH;
  }
}

/** Programs that the gateway has started and that are still there. */
function children(parent: number): string[] {
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(parentPid) === parent && state !== 'Z' ? [stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))] : [];
    } catch {
      return [];
    }
  });
}

test('without setpriv, as on macOS, a gateway that is killed leaves no FFmpeg either', async () => {
  const { pid, whepUrl, kill } = await startWith(['ffmpeg']);
  const viewers = await Promise.all(['cam1', 'cam2'].map((camera) => openWhep(whepUrl, camera)));
  await waitUntil('both play', () => viewers.every((viewer) => viewer.packets() > 0));
  const [stuck = 0, ...more] = ownFfmpegs(pid);
  expect(more).toHaveLength(1);
  process.kill(stuck, 'SIGSTOP');
  await kill();
  await waitUntil('both are gone', () => ownFfmpegs(pid).length === 0, 5_000);
  for (const viewer of viewers) viewer.close();
});

test('without setpriv, what watches over an FFmpeg ends with it', async () => {
  const { pid, whepUrl } = await startWith(['ffmpeg']);
  for (let round = 0; round < 3; round += 1) {
    const viewer = await openWhep(whepUrl, 'cam1');
    await waitUntil('pictures', () => viewer.packets() > 0);
    expect(children(pid).toSorted()).toEqual(['ffmpeg', 'sh']);
    await viewer.remove();
    viewer.close();
    await waitUntil('neither is there', () => children(pid).length === 0, 5_000);
  }
});

test.each([[['setpriv']], [[]]])('without FFmpeg (path: %j) a viewer is told so', async (programs) => {
  const { whepUrl, apiUrl } = await startWith(programs);
  const viewer = await openWhep(whepUrl, 'cam1');
  viewer.close();
  expect(viewer.status).toBe(500);
  expect(viewer.error.error).toMatch(/FFmpeg could not be started.*Is it installed/);
  expect(await (await fetch(`${apiUrl}/v3/webrtcsessions/list`)).json()).toMatchObject({ itemCount: 0 });
});
