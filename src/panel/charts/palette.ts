/** Colours for the canvas, which cannot read style sheets by itself. */
export interface Palette {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  readonly accent: string;
  readonly warning: string;
  readonly ok: string;
  readonly peers: string;
  readonly retained: string;
  readonly tracks: string;
  readonly ffmpeg: string;
  readonly heap: string;
  /** Families of the page's own text. */
  readonly font: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    text: color('dim'),
    grid: color('grid'),
    background: color('bg'),
    accent: color('accent'),
    warning: color('warning'),
    ok: color('ok'),
    peers: color('series-peers'),
    retained: color('series-retained'),
    tracks: color('series-tracks'),
    ffmpeg: color('series-ffmpeg'),
    heap: color('series-heap'),
    font: color('font'),
  };
}
