import { hiddenOf, querySelectorAll } from './elements.ts';
import { take } from './interfaces.ts';
import { memoryOf, tell } from './log.ts';
import { document, performance } from './natives.ts';

const [lengthOf] = take('NodeList', 'length');
let wasHidden: boolean | undefined;
let hadPlayers: number | undefined;
let heapBytes: number | undefined;

/** Calls `visit` for each media element in the document, those in shadow trees left out, and gives their number. */
export function eachPlayer(visit?: (player: Element) => void): number {
  const found = querySelectorAll(document, 'video,audio') as NodeListOf<Element>;
  const length = lengthOf(found);
  for (let i = 0; i < length; i += 1) visit?.(found[i] as Element);
  return length;
}

/** The document itself: whether it is hidden, its players, and the JS heap where the browser tells it. */
export function lookAtPage(): void {
  const hidden = hiddenOf(document);
  const players = eachPlayer();
  if (hidden !== wasHidden || players !== hadPlayers) tell({ op: 'document-state', hidden, players });
  wasHidden = hidden;
  hadPlayers = players;
  const usedBytes = (memoryOf(performance) as { readonly usedJSHeapSize: number } | undefined)?.usedJSHeapSize;
  if (usedBytes && usedBytes !== heapBytes) tell({ op: 'heap', usedBytes, source: 'performance.memory' });
  heapBytes = usedBytes;
}
