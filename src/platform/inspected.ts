import browser from 'webextension-polyfill';

/** The tab under inspection, as the DevTools page sees it. */
export const inspectedTabId = (): number => browser.devtools.inspectedWindow.tabId;

export function onNavigated(navigated: (url: string) => void): void {
  browser.devtools.network.onNavigated.addListener(navigated);
}

export function reloadInspected(): void {
  void browser.devtools.inspectedWindow.reload();
}

/** Longer than the collection of a large heap takes. */
const EVALUATE_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 3_000;

/** The page did not answer in time: it crashed, is gone, or its own code never pauses. */
export class NoAnswer extends Error {}

/**
 * Runs an expression in the page's console context, where DevTools' own functions (`inspect`, `queryObjects`) exist.
 * @throws NoAnswer, or Error with the page's message
 */
export async function evaluate(expression: string, withinMs = EVALUATE_WITHIN_MS): Promise<unknown> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new NoAnswer(`the page did not answer within ${withinMs / 1_000} s`)), withinMs);
  });
  // Chromium gives nothing at all where there is no result, not a pair.
  const [result, failure] = (await Promise.race([browser.devtools.inspectedWindow.eval(expression), late])) ?? [undefined, undefined];
  if (failure?.isException || failure?.isError) throw new Error(String(failure.value ?? failure.description ?? failure.code));
  return result;
}

/** Whether somebody is there; a page into which the browser lets nobody look refuses, and so answers. */
export async function answersDevtools(): Promise<boolean> {
  try {
    await evaluate('0', ANSWER_WITHIN_MS);
    return true;
  } catch (error) {
    return !(error instanceof NoAnswer);
  }
}

/** Shows a line of a source in the Sources panel. Lines and columns count from 1. */
export function openResource(url: string, line: number, column: number): void {
  // The polyfill does not know this function of Chromium's; without it (Firefox) nothing happens.
  const panels = browser.devtools.panels as unknown as { openResource?: (url: string, line: number, column: number, done?: () => void) => void };
  panels.openResource?.(url, line - 1, column - 1, () => undefined);
}

export type DevtoolsTheme = 'light' | 'dark';

/** The theme of DevTools now and whenever it changes; the browsers spell the change differently. */
export function followTheme(changed: (theme: DevtoolsTheme) => void): void {
  const panels = browser.devtools.panels as unknown as {
    themeName?: string;
    setThemeChangeHandler?: (callback: (name: string) => void) => void;
    onThemeChanged?: { addListener(callback: (name: string) => void): void };
  };
  const tell = (name: string | undefined): void => changed(name === 'dark' ? 'dark' : 'light');
  tell(panels.themeName);
  if (panels.setThemeChangeHandler) panels.setThemeChangeHandler(tell);
  else panels.onThemeChanged?.addListener(tell);
}

interface Resource {
  readonly url: string;
  getContent(done: (content: string | null, encoding: string) => void): void;
}

/** The text of one of the page's resources as DevTools has it, without a request; undefined where DevTools has none (and in Firefox). */
export function resourceText(url: string): Promise<string | undefined> {
  const inspected = browser.devtools.inspectedWindow as unknown as { getResources?: (done: (resources: Resource[]) => void) => void };
  return new Promise((resolve) => {
    if (!inspected.getResources) return resolve(undefined);
    inspected.getResources((resources) => {
      const resource = resources.find((candidate) => candidate.url === url);
      if (!resource) return resolve(undefined);
      resource.getContent((content, encoding) => resolve(encoding === 'base64' ? undefined : (content ?? undefined)));
    });
  });
}
