import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { expect, test } from 'vitest';
import { withExtension } from '../support/extended-browser.ts';
import { inspect } from '../support/inspected-page.ts';
import { waitUntil } from '../support/wait-until.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/report.schema.json'), 'utf8')) as object;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const PAGE = `<!doctype html><video></video><script>
  window.activePeerConnections = new Map();
  async function play(camera) {
    const [viewer, sender] = [new RTCPeerConnection(), new RTCPeerConnection()];
    activePeerConnections.set(camera, viewer);
    viewer.onicecandidate = ({ candidate }) => sender.addIceCandidate(candidate);
    sender.onicecandidate = ({ candidate }) => viewer.addIceCandidate(candidate);
    const stream = document.createElement('canvas').captureStream();
    sender.addTrack(stream.getTracks()[0], stream);
    viewer.ontrack = ({ streams }) => { document.querySelector('video').srcObject = streams[0]; };
    await sender.setLocalDescription();
    await viewer.setRemoteDescription(sender.localDescription);
    await viewer.setLocalDescription();
    await sender.setRemoteDescription(viewer.localDescription);
  }
  async function switchBadly() {
    for (const track of document.querySelector('video').srcObject.getTracks()) track.stop();
    await play('b');
  }
</script>`;

const extended = withExtension({ '/': PAGE });

test('a report with a finding, and an empty one, fit the schema', async () => {
  const inspected = await inspect(extended.launched, `${extended.server.origin}/`);
  try {
    await inspected.configure({ graceMs: 500 });
    expect(validate(await inspected.report()), JSON.stringify(validate.errors)).toBe(true);
    await inspected.page.evaluate("play('a').then(() => new Promise((resolve) => setTimeout(resolve, 500))).then(switchBadly)");
    const report = await waitUntil('the finding', async () => {
      const current = await inspected.report();
      return current.findings.length > 0 && current;
    });
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const [finding] = report.findings;
    expect(finding).toMatchObject({ code: 'peer-superseded', severity: 'error', verdict: 'leak', subject: { kind: 'peer', id: '0:p1' } });
    expect(finding?.source?.function).toBe('play');
    expect(report.counts).toMatchObject({ peers: 4, retained: 0 });
  } finally {
    await inspected.close();
  }
});
