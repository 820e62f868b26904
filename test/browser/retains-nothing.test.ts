import { expect, test } from 'vitest';
import { withExtension } from '../support/extended-browser.ts';
import { inspect } from '../support/inspected-page.ts';
import { nativePeerCount } from '../support/native-count.ts';
import { waitUntil } from '../support/wait-until.ts';

const PAGE = `<!doctype html><script>
  async function connectAndClose() {
    const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
    a.onicecandidate = ({ candidate }) => b.addIceCandidate(candidate);
    b.onicecandidate = ({ candidate }) => a.addIceCandidate(candidate);
    a.createDataChannel('x');
    a.addTransceiver('video');
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription);
    // Chromium by itself keeps a connection that is closed while its data channel connects.
    await new Promise((resolve) => setTimeout(resolve, 500));
    a.close();
    b.close();
  }
  function makeAndClose() { new RTCPeerConnection().close(); }
</script>`;

const extended = withExtension({ '/': PAGE });

test('five closed and dropped connections, and two connected pairs, are all collected while the panel looks on', async () => {
  const inspected = await inspect(extended.launched, `${extended.server.origin}/`);
  try {
    await inspected.page.evaluate('for (let i = 0; i < 5; i += 1) makeAndClose();');
    await inspected.page.evaluate('connectAndClose().then(connectAndClose)');
    await waitUntil('nine closed peers in the ledger', async () => {
      const { counts, ledger } = await inspected.report();
      return ledger.peers.length === 9 && counts.peers === 0;
    });
    expect(await nativePeerCount(inspected.page)).toBe(0);
    await waitUntil('the ledger to hear of it', async () => {
      const { ledger, counts } = await inspected.report();
      return counts.retained === 0 && ledger.peers.every((peer) => peer.collectedAt !== undefined);
    });
  } finally {
    await inspected.close();
  }
});
