import { join } from 'node:path';

/** Built parts; `npm test` builds them before the tests run. */
export const EXTENSION = join(import.meta.dirname, '../../dist/chrome');
export const CLI = join(import.meta.dirname, '../../dist/node/rtc-leaks.js');
export const VIEWER = join(import.meta.dirname, '../../dist/viewer');
