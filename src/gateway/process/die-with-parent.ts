import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Waits for a line; when its input ends without one, the gateway is no more. Signals of the terminal go to the gateway, which ends it in order. */
const WATCH = 'trap "" INT TERM HUP; read -r line && exit; kill -KILL "$1"';

const hasPdeathsig = process.platform === 'linux' && spawnSync('setpriv', ['--help']).stdout?.includes('--pdeathsig') === true;

/**
 * The command with what makes the kernel kill it when this process ends, however that happens (prctl(2), PR_SET_PDEATHSIG). `setpriv` becomes the
 * command, so the pid is the command's own. The kernel goes by the thread that starts it: call this from the main thread.
 */
export function dyingWithParent(program: string, args: readonly string[]): readonly [string, ...string[]] {
  // A program that is not there has to fail to start, not to end a moment later as what seems a dead camera.
  return hasPdeathsig && isOnPath(program) ? ['setpriv', '--pdeathsig', 'KILL', '--', program, ...args] : [program, ...args];
}

/**
 * Where the kernel does not do it (macOS, or a Linux without `setpriv`), a shell waits at the other end of a pipe, which closes with this process, and
 * kills the child. Windows needs neither: libuv puts all children into a job that ends with their parent.
 * @param exited of the child; the shell ends with it
 */
export function killWhenParentDies(pid: number, exited: Promise<unknown>): void {
  if (hasPdeathsig || process.platform === 'win32') return;
  const watch = spawn('/bin/sh', ['-c', WATCH, 'sh', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a shell there is no more that can be done; a later start of the gateway ends what is left.
  watch.on('error', () => undefined);
  watch.stdin.on('error', () => undefined);
  void exited.then(() => watch.stdin.end('gone\n'));
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
