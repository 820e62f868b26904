import type { InspectedPage } from './inspected-page.ts';

/** Longer than the panel takes a second press for a double click. */
const CONSIDERED_MS = 800;

export function considered(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, CONSIDERED_MS));
}

/** Asks the panel for the plan of the page's first connection, and answers the question whether that is meant. */
export async function planFirstPeer({ panel, press }: InspectedPage): Promise<void> {
  await press('[data-tab="resources"]');
  await press('[data-entity="0:p1"]');
  await press('.details [data-action="clean"]');
  await panel.waitForSelector('[data-action="run-clean"]', { timeout: 30_000 });
  if (!(await panel.$('[data-asks-again]'))) return;
  await press('[data-action="run-clean"]');
  await considered();
}
