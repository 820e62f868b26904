import type { TextPart } from '../../../core/i18n/translate.ts';

let canvas: CanvasRenderingContext2D | null | undefined;

/** How wide a text is on one line, in pixels: in the panel's own font, and at its usual size. */
export function textWidth(parts: readonly TextPart[]): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return 0;
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  let width = 0;
  for (const { text, strong } of parts) {
    canvas.font = `${strong ? 'bold ' : ''}${fontSize} ${fontFamily}`;
    width += canvas.measureText(text).width;
  }
  return width;
}
