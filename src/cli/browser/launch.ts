import { launch, type Browser } from 'puppeteer-core';
import { findBrowser } from './find-browser.mjs';
import { makeProfile, removeProfile } from './profile.ts';

export interface LaunchedBrowser {
  readonly browser: Browser;
  readonly extensionId: string | undefined;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the built extension; without it the browser runs bare. */
  readonly extension?: string;
  readonly headless: boolean;
  readonly args?: readonly string[];
  /** Open DevTools for every tab, as a person would want it. */
  readonly devtools?: boolean;
}

const ARGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-quic',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain',
  '--autoplay-policy=no-user-gesture-required',
  '--enable-precise-memory-info',
];
/** Where nobody types an address, its pop-ups, two pages of their own for each window, are half of what a window costs. */
const HEADLESS_ARGS = ['--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup'];

/**
 * Starts a Chromium-like browser with a fresh profile. The extension is loaded over the debugging pipe, which branded builds of Chrome
 * allow too (they refuse `--load-extension` since 137).
 * @throws Error that names the program when it does not start
 */
export async function launchBrowser({ extension, headless, args = [], devtools = false }: LaunchOptions): Promise<LaunchedBrowser> {
  const profile = await makeProfile();
  try {
    const executablePath = await findBrowser();
    const browser = await launch({
      executablePath,
      headless,
      pipe: true,
      userDataDir: profile,
      enableExtensions: true,
      defaultViewport: null,
      // A person at the window needs no bar that says it is automated.
      ignoreDefaultArgs: headless ? [] : ['--enable-automation'],
      handleSIGINT: false,
      handleSIGTERM: false,
      args: [
        ...ARGS,
        ...(headless ? HEADLESS_ARGS : []),
        '--window-size=1400,900',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...(devtools ? ['--auto-open-devtools-for-tabs'] : []),
        ...args,
      ],
    }).catch((error: unknown) => {
      throw new Error(`${executablePath} did not start as a browser that can be driven: ${(error as Error).message}`, { cause: error });
    });
    const extensionId = extension === undefined ? undefined : await browser.installExtension(extension);
    return {
      browser,
      extensionId,
      async close() {
        await browser.close().catch(() => undefined);
        await removeProfile(profile);
      },
    };
  } catch (error) {
    await removeProfile(profile);
    throw error;
  }
}
