import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shown } from './shown.ts';

const BUILT = fileURLToPath(new URL('../viewer', import.meta.url));

/**
 * The folder of the viewer that the camera server delivers.
 * @param wanted by `--viewer`; without it the one that was built
 * @returns undefined when none was built, which is logged
 * @throws Error when the one that is wanted is not there
 */
export function viewerFolder(wanted: string | undefined, log: (text: string) => void): string | undefined {
  const folder = wanted === undefined ? BUILT : resolve(wanted);
  if (existsSync(resolve(folder, 'index.html'))) return folder;
  if (wanted !== undefined) throw new Error(`--viewer ${shown(wanted)}: there is no index.html in it; "npm run build" writes the viewer to dist/viewer`);
  log('there is no viewer to deliver; "npm run build" makes it');
  return undefined;
}
