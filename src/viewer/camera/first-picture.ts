/** Resolves when the element shows the first picture of its new stream. */
export function firstPicture(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const shown = new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    // A hidden page presents no frames, so there the loaded frame has to do.
    video.addEventListener('loadeddata', () => document.hidden && resolve(), { once: true, signal });
    const id = video.requestVideoFrameCallback(() => resolve());
    signal.addEventListener('abort', () => {
      video.cancelVideoFrameCallback(id);
      reject(signal.reason as Error);
    }, { once: true });
  });
  // It may be rejected before anybody waits for it.
  shown.catch(() => undefined);
  return shown;
}
