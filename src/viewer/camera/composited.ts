/** Where no second picture comes, as in a hidden page or with a camera of few pictures: the first is on the screen long before. */
const AT_LATEST_MS = 300;

/**
 * Resolves when the picture that the element has just got is on the screen for certain. Its first frame callback may come before the compositor
 * has the frame; with the second frame, the first has been seen.
 */
export function composited(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      video.cancelVideoFrameCallback(frame);
      resolve();
    };
    const timer = setTimeout(done, AT_LATEST_MS);
    const frame = video.requestVideoFrameCallback(done);
  });
}
