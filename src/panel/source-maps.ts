import { TraceMap, originalPositionFor, type SourceMapInput } from '@jridgewell/trace-mapping';
import type { StackFrame } from '../core/ledger/stack.ts';
import { resourceText } from '../platform/inspected.ts';

const MAX_MAP_LENGTH = 50_000_000;
const TIMEOUT_MS = 5_000;

export interface SourceMaps {
  /** Where the frame is in the author's own source, where a map tells; the frame itself until then, or for good. */
  locate(frame: StackFrame): StackFrame;
}

/**
 * Maps stack frames back to the sources they were written in. A map inside the script costs no request; one beside it is asked for once,
 * from the page's own server, without cookies, as DevTools does it.
 * @param arrived called when a map has been read, so that what was located before can be located anew
 */
export function createSourceMaps(arrived: () => void): SourceMaps {
  const maps = new Map<string, TraceMap | undefined>();

  const load = async (url: string): Promise<void> => {
    try {
      const script = await resourceText(url);
      const reference = script && /\/\/[#@] ?sourceMappingURL=(\S+)\s*$/.exec(script)?.[1];
      if (!reference) return;
      const address = new URL(reference, url);
      if (address.protocol !== 'data:' && address.origin !== new URL(url).origin) return;
      const answer = await fetch(address, { credentials: 'omit', signal: AbortSignal.timeout(TIMEOUT_MS) });
      const text = await answer.text();
      if (!answer.ok || text.length > MAX_MAP_LENGTH) return;
      maps.set(url, new TraceMap(JSON.parse(text.replace(/^\)\]\}'[^\n]*\n/, '')) as SourceMapInput, address.protocol === 'data:' ? url : address.href));
      arrived();
    } catch {
      // No map, or none that can be read: the frame is shown as the engine gave it.
    }
  };

  return {
    locate(frame) {
      if (!maps.has(frame.url)) {
        maps.set(frame.url, undefined);
        void load(frame.url);
      }
      const map = maps.get(frame.url);
      // The library counts columns from 0.
      const found = map && originalPositionFor(map, { line: frame.line, column: frame.column - 1 });
      if (!found?.source || found.line === null) return frame;
      return { function: found.name ?? frame.function, url: found.source, line: found.line, column: found.column + 1 };
    },
  };
}
