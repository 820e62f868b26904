const LONGEST_SETTLE_MS = 10_000;

/** How long the screen waits between the old camera and the new one, as the address may ask for it: milliseconds. */
export const SETTLE_RANGE = `0 … ${LONGEST_SETTLE_MS}`;

export function isSettleMs(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= LONGEST_SETTLE_MS;
}
