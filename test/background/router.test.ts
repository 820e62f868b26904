import { expect, test } from 'vitest';
import { createRouter } from '../../src/background/router.ts';
import type { Envelope } from '../../src/protocol/messages.ts';
import type { ToPanel } from '../../src/protocol/wire.ts';

function listen() {
  const got: unknown[] = [];
  return { got, port: { postMessage: (message: unknown) => void got.push(message) } };
}

const envelope: Envelope = { v: 1, kind: 'request', id: 1, name: 'announce', data: {} };

test('carries messages between the frames of a tab and its panels, and tells the frame as the browser knows it', () => {
  const router = createRouter(() => undefined);
  const panel = listen();
  const frame = listen();
  router.addPanel(panel.port).message({ type: 'open', tabId: 7 });
  const bridge = router.addBridge(7, 3, frame.port);
  bridge.message({ hello: true });
  const [up] = panel.got as ToPanel[];
  expect(up).toMatchObject({ type: 'up', frameId: 3, message: { hello: true } });
  router.addPanel(listen().port);
  if (up?.type !== 'up') throw new Error('not an upward message');
  const sender = router.addPanel(listen().port);
  sender.message({ type: 'open', tabId: 7 });
  sender.message({ type: 'down', to: up.from, message: envelope });
  expect(frame.got).toEqual([envelope]);
  bridge.disconnected();
  expect(panel.got.at(-1)).toEqual({ type: 'gone', from: up.from });
});

test('a panel reaches no frame of another tab, and hears nothing of it', () => {
  const router = createRouter(() => undefined);
  const mine = listen();
  const stranger = listen();
  const frame = listen();
  router.addPanel(mine.port).message({ type: 'open', tabId: 1 });
  const other = router.addPanel(stranger.port);
  other.message({ type: 'open', tabId: 2 });
  router.addBridge(1, 0, frame.port).message('secret');
  expect(stranger.got).toEqual([]);
  const [up] = mine.got as ToPanel[];
  if (up?.type !== 'up') throw new Error('not an upward message');
  other.message({ type: 'down', to: up.from, message: envelope });
  expect(frame.got).toEqual([]);
});

test('wakes only the tab that the panel inspects, and nobody before it said which', () => {
  const woken: number[] = [];
  const router = createRouter((tabId) => void woken.push(tabId));
  const panel = router.addPanel(listen().port);
  panel.message({ type: 'wake' });
  expect(woken).toEqual([]);
  panel.message({ type: 'open', tabId: 9 });
  panel.message({ type: 'wake' });
  expect(woken).toEqual([9]);
  panel.disconnected();
  panel.message({ type: 'wake' });
  expect(woken).toEqual([9]);
});
