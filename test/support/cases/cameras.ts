import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';

const ANSWER_WITHIN_MS = 10_000;

/**
 * The cameras of the test server: connections in `camera.html`, an open page that is not inspected. It is reached over a WebSocket: of other
 * requests a browser allows six at a time to one server, and those are taken by the offers that wait for an answer.
 */
export class Cameras {
  #page: WebSocket | undefined;
  readonly #waiting = new Map<string, (sdp: string) => void>();

  /** The camera page listens from now on, and hands back descriptions. */
  opened(page: WebSocket): void {
    this.#page = page;
    page.on('message', (data) => {
      const { id, sdp } = JSON.parse(String(data)) as { id: string; sdp: string };
      this.#waiting.get(id)?.(sdp);
      this.#waiting.delete(id);
    });
  }

  /** Resolves to the answer, whole, and the id of the camera's end. */
  async answer(offer: string): Promise<{ id: string; sdp: string }> {
    return this.#describe({ offer });
  }

  /** Resolves to an offer of one video, whole; the answer to it goes to {@link accept}. */
  async offer(): Promise<{ id: string; sdp: string }> {
    return this.#describe({});
  }

  accept(id: string, answer: string): void {
    this.#tell({ id, answer });
  }

  stop(id: string): void {
    this.#tell({ id, stop: true });
  }

  async #describe(message: object): Promise<{ id: string; sdp: string }> {
    const id = randomUUID();
    const sdp = await new Promise<string>((resolve, reject) => {
      this.#waiting.set(id, resolve);
      setTimeout(() => reject(new Error('no camera page answers')), ANSWER_WITHIN_MS).unref();
      this.#tell({ id, ...message });
    });
    return { id, sdp };
  }

  #tell(message: object): void {
    this.#page?.send(JSON.stringify(message));
  }
}
