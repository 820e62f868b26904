import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from './dist.ts';
import { servePages, type PageServer, type Served } from './page-server.ts';

/** There before the first test of the file, and gone after its last. */
export interface ExtendedBrowser {
  readonly launched: LaunchedBrowser;
  readonly server: PageServer;
}

/** Serves pages to a browser that has the extension, for the tests of one file. */
export function withExtension(pages: Readonly<Record<string, string | Served>>): ExtendedBrowser {
  let launched: LaunchedBrowser | undefined;
  let server: PageServer | undefined;
  beforeAll(async () => {
    server = await servePages(pages);
    launched = await launchBrowser({ extension: EXTENSION, headless: true });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
  });
  const there = <T>(part: T | undefined): T => {
    if (!part) throw new Error('Only a test can use it, not the file around it.');
    return part;
  };
  return {
    get launched() {
      return there(launched);
    },
    get server() {
      return there(server);
    },
  };
}
