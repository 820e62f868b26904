import type { Context, Part } from './context.ts';

/** The document itself: its address, whether it is hidden, its end, and the JS heap where the browser tells it. */
export function trackPage({ realm, natives, log }: Context): Part & { readonly url: () => string; readonly top: boolean } {
  const { document, location, performance } = realm;
  const hidden = natives.getter<boolean>(realm.Document.prototype, 'hidden');
  const memory = natives.getter<object>(realm.Performance.prototype, 'memory');
  const firstMemory = memory(performance);
  const usedHeap = natives.getter<number>(firstMemory && (natives.getPrototypeOf(firstMemory) as object), 'usedJSHeapSize');
  const querySelectorAll = natives.method<ArrayLike<object>>(realm.Document.prototype, 'querySelectorAll');
  let wasHidden: boolean | undefined;
  let hadPlayers: number | undefined;
  let heapBytes: number | undefined;
  return {
    url: () => location.href,
    top: realm.top === realm.self,
    refresh() {
      const isHidden = hidden(document) === true;
      const players = querySelectorAll(document, 'video,audio')?.length ?? 0;
      if (isHidden !== wasHidden || players !== hadPlayers) log.add({ op: 'document-state', hidden: isHidden, players });
      wasHidden = isHidden;
      hadPlayers = players;
      const now = memory(performance);
      const used = now && usedHeap(now);
      if (used && used !== heapBytes) log.add({ op: 'heap', usedBytes: used, source: 'performance.memory' });
      heapBytes = used;
    },
  };
}
