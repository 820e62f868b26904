import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXTENSION } from './dist.ts';

/**
 * The built extension as it is when the user allowed these hosts and no other: the browser's own question cannot be answered by a test, and
 * Chromium lets an extension read every host that its content scripts run on, so it has none. The panel works as ever, the page is not seen.
 * @returns its folder, and what removes it
 */
export async function extensionWithHosts(hosts: readonly string[]): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'rtc-leaks-extension-'));
  await cp(EXTENSION, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...manifest, content_scripts: [], host_permissions: hosts }));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
