import type { Viewer } from '../viewer.ts';

/**
 * 1–9 choose a camera, left and right step through them, up and down go through the screens, M toggles the sound, Escape stops. Returns what
 * takes the listener off again.
 */
export function listenToKeys(viewer: Viewer): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const action = actionOf(viewer, event.key);
    if (!action) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function actionOf(viewer: Viewer, key: string): (() => void) | undefined {
  if (/^[1-9]$/.test(key)) {
    const camera = viewer.cameras.peek()[Number(key) - 1];
    return camera && (() => viewer.choose(camera.name));
  }
  switch (key) {
    case 'ArrowRight':
      return () => viewer.step(1);
    case 'ArrowLeft':
      return () => viewer.step(-1);
    case 'ArrowDown':
      return selectScreen(viewer, 1);
    case 'ArrowUp':
      return selectScreen(viewer, -1);
    case 'm':
    case 'M':
      return () => viewer.setSound(!viewer.sound.peek());
    case 'Escape':
      return () => void viewer.stopAll();
    default:
      return undefined;
  }
}

/** With one screen these keys scroll the page as everywhere. */
function selectScreen(viewer: Viewer, by: number): (() => void) | undefined {
  const screens = viewer.layout.peek();
  return screens > 1 ? () => (viewer.selected.value = (viewer.selected.peek() + by + screens) % screens) : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
