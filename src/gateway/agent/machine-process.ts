/** A process as the operating system tells of it. */
export interface MachineProcess {
  readonly pid: number;
  readonly parentPid: number;
  /** File name of the program, without `.exe`. */
  readonly name: string;
  /** Its command line without credentials; empty for a zombie. */
  readonly args: readonly string[];
  readonly state: 'running' | 'stopped' | 'zombie';
  readonly startedAt: Date;
  /** Together with the pid it names this process and no later one. */
  readonly startMark: string;
  /** Runs as the same user as this program. */
  readonly own: boolean;
  /** Whether nobody supervises it any more; undefined where the system does not tell. */
  readonly orphan?: boolean;
  /** Variables that say what it is for; undefined where they cannot be read. */
  readonly labels?: { readonly gatewayCamera?: string; readonly mediamtxPath?: string };
}

export interface ProcessTable {
  readonly ffmpegs: readonly MachineProcess[];
  /** File name of a process's program; undefined when it is gone. */
  nameOf(pid: number): string | undefined;
}

/** A program that waits on one of the ports asked for. */
export interface PortListener {
  readonly port: number;
  readonly address: string;
  /** null when it belongs to another user. */
  readonly pid: number | null;
  readonly name: string | null;
}

/** A version or a system may follow, as packages name it: `ffmpeg-linux-x86_64-v7.0.2`. Linux tells no more than 15 letters of a name. */
const FFMPEG = /^ffmpeg(?:_g|[-_.]?(?:[vn]?\d|linux|macos|osx|darwin|win|x86|x64|amd64|i[3-6]86|arm|aarch|static|shared)[\w.+-]*)?(?:\.exe)?$/i;

/** Whether a program of this file name is an FFmpeg, and not one of those that are named after it, such as `ffmpegthumbnailer`. */
export function isFfmpeg(name: string): boolean {
  return FFMPEG.test(name);
}
