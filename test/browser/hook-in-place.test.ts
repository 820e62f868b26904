import { expect, test } from 'vitest';
import { withExtension } from '../support/extended-browser.ts';
import { inspect } from '../support/inspected-page.ts';
import { waitUntil } from '../support/wait-until.ts';

const MAKE = 'window.peer = new RTCPeerConnection();';
const INLINE = `<script>${MAKE}</script>`;
const CSP = { 'content-security-policy': "default-src 'none'; script-src 'nonce-n'; require-trusted-types-for 'script'" };
const pages = {
  '/plain': `<!doctype html>${INLINE}`,
  '/csp': { body: `<!doctype html><script nonce="n">${MAKE}</script>`, headers: CSP },
  '/iframe': '<!doctype html><iframe src="/plain"></iframe>',
  '/srcdoc': `<!doctype html><iframe srcdoc="${INLINE}"></iframe>`,
  '/blank': `<!doctype html><body><script>
    const frame = document.createElement('iframe');
    document.body.append(frame);
    window.peer = new frame.contentWindow.RTCPeerConnection();
  </script>`,
};

const extended = withExtension(pages);

test.each(Object.keys(pages))('sees the connection that the first inline script makes, and its line: %s', async (path) => {
  const inspected = await inspect(extended.launched, extended.server.origin + path);
  try {
    const [peer] = await waitUntil('a peer in the report', async () => {
      const { peers } = (await inspected.report()).ledger;
      return peers.length > 0 && peers;
    });
    expect(peer?.stack[0]?.line).toBeGreaterThan(0);
    expect(peer?.stack.map((frame) => frame.url).join()).not.toContain('extension://');
    expect((await inspected.report()).counts.peers).toBe(1);
  } finally {
    await inspected.close();
  }
});
