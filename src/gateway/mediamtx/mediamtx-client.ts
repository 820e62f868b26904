import { readMediamtx } from '../../core/endpoints/mediamtx.ts';
import type { ServerPath } from '../../core/endpoints/server-snapshot.ts';

const ANSWER_WITHIN_MS = 3_000;
const PAGE_SIZE = 100;
const MAX_PAGES = 50;

/** A running MediaMTX, by its API. */
export interface MediamtxClient {
  /**
   * Its paths by name, whether each delivers pictures and how many read it.
   * @throws Error that says what to do when there is no answer, or none that can be understood
   */
  paths(): Promise<ReadonlyMap<string, ServerPath>>;
}

export function mediamtxClient(api: string): MediamtxClient {
  const page = async (number: number): Promise<unknown> => {
    const url = new URL(`/v3/paths/list?itemsPerPage=${PAGE_SIZE}&page=${number}`, api);
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), redirect: 'error' }).catch((error: Error) => {
      const reason = error.cause instanceof Error ? error.cause.message : error.message;
      throw new Error(`MediaMTX does not answer at ${api} (${reason}): is it running, with "api: true" in its mediamtx.yml?`, { cause: error });
    });
    if (answer.status === 401 || answer.status === 403) throw new Error(`MediaMTX at ${api} refuses its API to this program: allow "api" for 127.0.0.1 under authInternalUsers`);
    if (!answer.ok) throw new Error(`MediaMTX at ${api} answered ${answer.status}: is this its API address?`);
    return answer.json().catch(() => undefined);
  };
  const read = (payload: unknown): readonly ServerPath[] => {
    try {
      return readMediamtx({ paths: payload }).paths ?? [];
    } catch (error) {
      throw new Error(`what answers at ${api} is not MediaMTX's API: ${(error as Error).message}`, { cause: error });
    }
  };
  return {
    async paths() {
      const found = new Map<string, ServerPath>();
      for (let number = 0; number < MAX_PAGES; number += 1) {
        const payload = await page(number);
        for (const path of read(payload)) found.set(path.name, path);
        const { pageCount } = payload as { pageCount?: unknown };
        if (typeof pageCount !== 'number' || number + 1 >= pageCount) break;
      }
      return found;
    },
  };
}
