import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { detect } from '../../src/core/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { CASES, type Case } from '../pages/cases.ts';
import { openHookedPage } from '../support/hooked-page.ts';

const GRACE_MS = 700;
const AT_ONCE = 6;
const DWELL = 4;
const COMMON = readFileSync(join(import.meta.dirname, '../pages/common.js'), 'utf8');

let server: Server;
let origin: string;
let launched: LaunchedBrowser;
const found = new Map<string, readonly string[]>();

function serve(): Server {
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    request.resume();
    if (request.method === 'POST' && pathname.endsWith('/cam1/whep')) {
      response.writeHead(201, { 'content-type': 'application/sdp', location: `${pathname}/secret-1`, id: '7d4d2b5e' }).end('v=0\r\n');
    } else if (request.method === 'DELETE') {
      response.writeHead(pathname.includes('wrong') ? 404 : 200).end();
    } else if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><meta charset="utf-8"><body><script>${COMMON}</script>`);
    } else response.writeHead(404).end();
  });
  // Just enough of a WebSocket server to be connected to.
  http.on('upgrade', (request, socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.on('error', () => undefined);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  });
  return http;
}

async function run({ name, script, dwell = DWELL }: Case): Promise<void> {
  const { page, ledger, look } = await openHookedPage(launched.browser, `${origin}/`);
  try {
    // The panel would look every second; here it does at a pace that fits the short grace time.
    const looking = setInterval(() => void look().catch(() => undefined), GRACE_MS / 2);
    try {
      await page.evaluate(`(async () => { ${script} })()`);
      await new Promise((resolve) => setTimeout(resolve, dwell * GRACE_MS + 500));
    } finally {
      clearInterval(looking);
    }
    const now = await look();
    const findings = detect(ledger, { ...DEFAULT_SETTINGS, graceMs: GRACE_MS }, now);
    found.set(name, findings.filter((finding) => finding.severity !== 'info').map((finding) => finding.code));
  } catch (error) {
    found.set(name, [`broken: ${(error as Error).message}`]);
  } finally {
    await page.close();
  }
}

beforeAll(async () => {
  server = serve();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  launched = await launchBrowser({ headless: true, args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
  const waiting = [...CASES];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
    }),
  );
}, 300_000);
afterAll(async () => {
  await launched?.close();
  server?.closeAllConnections();
  server?.close();
});

describe('finds what leaks, and nothing else', () => {
  test.each(CASES.map((c) => [c.name, c.about, c.expected] as const))('%s (%s)', (name, _about, expected) => {
    expect([...(found.get(name) ?? [])].toSorted()).toEqual([...expected].toSorted());
  });

  test('recall and precision', () => {
    let [hit, missed, wrong] = [0, 0, 0];
    const rows = new Map<string, { expected: number; found: number; wrong: number }>();
    for (const { name, about, expected } of CASES) {
      const rest = [...(found.get(name) ?? [])];
      const row = rows.get(about) ?? { expected: 0, found: 0, wrong: 0 };
      for (const code of expected) {
        const at = rest.indexOf(code);
        row.expected += 1;
        if (at < 0) missed += 1;
        else {
          rest.splice(at, 1);
          row.found += 1;
          hit += 1;
        }
      }
      row.wrong += rest.length;
      wrong += rest.length;
      rows.set(about, row);
    }
    console.table([...rows].map(([about, row]) => ({ class: about, ...row })));
    console.log(`recall ${((100 * hit) / (hit + missed)).toFixed(1)} %, precision ${((100 * hit) / (hit + wrong)).toFixed(1)} %`);
    expect(hit / (hit + missed)).toBeGreaterThanOrEqual(0.95);
    expect(hit / (hit + wrong)).toBeGreaterThanOrEqual(0.99);
  });
});
