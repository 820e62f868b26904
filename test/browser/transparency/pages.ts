import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Served } from '../../support/page-server.ts';

const PROBES = ['surface', 'probe', 'misuse', 'classes', 'stacks', 'arguments', 'promises', 'events', 'media', 'tampering', 'traces'];
const JS = { 'content-type': 'text/javascript' };
const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self' ws: data:; frame-src 'self'; media-src blob:; base-uri 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const script = (path: string): Served => ({ body: readFileSync(path, 'utf8'), headers: JS });
const own = (name: string): Served => script(join(import.meta.dirname, `${name}.js`));
const page = (...before: string[]): string =>
  `<!doctype html><title>probe</title><body>${['watch-policy', ...before, ...PROBES].map((name) => `<script src="/${name}.js"></script>`).join('')}`;

/** The pages on which the probes run, by path, with the scripts that they load. */
export const probePages = (): Record<string, Served | string> => ({
  '/': page(),
  '/strict': { body: page(), headers: { 'content-security-policy': STRICT } },
  '/adapter': page('adapter'),
  '/wrapped': page('wrapper'),
  '/limit': '<!doctype html><script src="/probe.js"></script><script src="/limit.js"></script>',
  ...Object.fromEntries(['watch-policy', 'wrapper', 'limit', ...PROBES].map((name) => [`/${name}.js`, own(name)])),
  '/adapter.js': script(join(import.meta.dirname, '../../../node_modules/webrtc-adapter/out/adapter.js')),
});
