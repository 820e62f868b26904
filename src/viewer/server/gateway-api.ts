import { WhepError } from '../whep/whep-error.ts';
import { sendWhenOnline } from './when-online.ts';

/** One FFmpeg of the camera server. */
export interface FfmpegProcess {
  readonly pid: number;
  readonly camera: string;
  readonly state: string;
  readonly viewers: number;
}

/** The camera server's own API beside WHEP. Only the page that the server itself delivers may use it. */
export class GatewayApi {
  readonly #origin: URL;

  constructor(origin: URL) {
    this.#origin = origin;
  }

  async processes(signal: AbortSignal): Promise<FfmpegProcess[]> {
    const response = await fetch(new URL('api/processes', this.#origin), { cache: 'no-store', signal });
    if (!response.ok) throw await WhepError.from('GET', response);
    const { processes } = (await response.json()) as { processes?: unknown };
    if (!Array.isArray(processes)) throw new Error('the camera server sent no list of processes');
    return processes.map(readProcess).filter((process) => process !== undefined);
  }

  /** Ids of the WHEP sessions, or undefined where another server has them. */
  async sessions(signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
    const response = await fetch(new URL('v3/webrtcsessions/list?itemsPerPage=1000', this.#origin), { cache: 'no-store', signal });
    if (response.status === 404) return undefined;
    if (!response.ok) throw await WhepError.from('GET', response);
    const { items } = (await response.json()) as { items?: unknown };
    if (!Array.isArray(items)) throw new Error('the camera server sent no list of sessions');
    return new Set(items.map((item: unknown) => String((item as { id?: unknown } | null)?.id)));
  }

  /**
   * Starts a camera's FFmpeg for a viewer that is about to play it from another server; resolves when the pictures are there.
   * @throws WhepError with the reason when the camera gives none
   */
  async startProcess(camera: string, signal: AbortSignal): Promise<void> {
    const url = new URL(`api/processes/${encodeURIComponent(camera)}/start`, this.#origin);
    const response = await fetch(url, { method: 'POST', signal });
    if (!response.ok) throw await WhepError.from('POST', response);
  }

  /**
   * Stops a camera's FFmpeg unless somebody watches it, which the server knows; resolves when the process is gone.
   * @param isEnding the session's own end may reach the server after this request, so it waits for it a moment
   */
  async stopProcess(camera: string, isEnding: boolean): Promise<void> {
    const url = new URL(`api/processes/${encodeURIComponent(camera)}/stop`, this.#origin);
    // keepalive lets the request outlive the page.
    const send = (condition: 'if' | 'when'): Promise<Response> => fetch(`${url.href}?${condition}=unused`, { method: 'POST', keepalive: true });
    const response = await send(isEnding ? 'when' : 'if').catch((error: unknown) => {
      sendWhenOnline(url.href, error, () => send('when'));
      throw error;
    });
    if (!response.ok && response.status !== 404) throw await WhepError.from('POST', response);
  }

  /** @throws WhepError with the server's words when it refuses the name or the address */
  async addCamera(name: string, url: string): Promise<void> {
    const body = JSON.stringify({ name, source: url });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(new URL('api/cameras', this.#origin), { method: 'POST', headers, body });
    if (!response.ok) throw await WhepError.from('POST', response);
  }

  async removeCamera(name: string): Promise<void> {
    const response = await fetch(new URL(`api/cameras/${encodeURIComponent(name)}`, this.#origin), { method: 'DELETE' });
    if (!response.ok && response.status !== 404) throw await WhepError.from('DELETE', response);
  }
}

function readProcess(entry: unknown): FfmpegProcess | undefined {
  const { pid, camera, state, viewers } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof pid !== 'number' || typeof camera !== 'string') return undefined;
  return { pid, camera, state: typeof state === 'string' ? state : '', viewers: typeof viewers === 'number' ? viewers : 0 };
}
