import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectMarionette, type Marionette } from './marionette.ts';

/** Name of the Firefox on this machine, or undefined. */
export const FIREFOX = ['firefox', 'firefox-esr'].find((name) => spawnSync(name, ['--version']).status === 0);

export interface RunningFirefox {
  readonly marionette: Marionette;
  close(): Promise<void>;
}

/** Starts a headless Firefox with a fresh profile and the extension in `extension`. */
export async function launchFirefox(extension: string): Promise<RunningFirefox> {
  const profile = await mkdtemp(join(tmpdir(), 'rtc-leaks-firefox-'));
  const port = await freePort();
  const prefs = { 'marionette.port': port, 'datareporting.policy.dataSubmissionEnabled': false, 'app.update.enabled': false };
  await writeFile(join(profile, 'user.js'), Object.entries(prefs).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`).join('\n'));
  const args = ['--marionette', '--remote-allow-system-access', '--headless', '--no-remote', '--profile', profile];
  const child = spawn(FIREFOX ?? 'firefox', args, { stdio: 'ignore', env: { ...process.env, HOME: profile } });
  const exited = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(late);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const marionette = await connectMarionette(port);
    await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
    await marionette.send('Addon:Install', { path: extension, temporary: true });
    return {
      marionette,
      async close() {
        marionette.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
