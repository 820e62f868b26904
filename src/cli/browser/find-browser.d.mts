/**
 * Path of a Chromium, Chrome, Edge or Brave on this machine: the one that `RTC_LEAKS_BROWSER` names, else the first that is there.
 * @throws Error that says what was looked for
 */
export function findBrowser(env?: NodeJS.ProcessEnv): Promise<string>;
