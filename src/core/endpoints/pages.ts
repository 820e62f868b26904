import { asRecord, number } from './payload.ts';

/** Pages of a list that are asked for, and entries in each: as many as are read. */
const MAX_PAGES = 4;
export const ITEMS_PER_PAGE = 500;

/** How many pages a list of MediaMTX has, told by its first one; at least 1, and no more than are worth asking for. */
export function pageCount(payload: unknown): number {
  return Math.min(MAX_PAGES, Math.max(1, Math.trunc(number(asRecord(payload).pageCount) ?? 1)));
}

/** Pages of one list as a single payload. */
export function joinPages(pages: readonly unknown[]): unknown {
  if (pages.length === 1) return pages[0];
  return { items: pages.flatMap((page) => asRecord(page).items ?? []) };
}
