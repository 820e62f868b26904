import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES } from './fixture-cases.ts';
import { accessibilityFaults, openFixture, type FixturePage } from './fixture-page.ts';

const VIEWS = ['overview', 'problems', 'resources', 'servers', 'settings'];

let fixture: FixturePage;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture?.close());

const count = (selector: string): Promise<number> => fixture.page.$$eval(selector, (all) => all.length);
const text = (selector: string): Promise<string> => fixture.page.$eval(selector, (element) => element.textContent ?? '');
const attribute = (selector: string, name: string): Promise<string | null> => fixture.page.$eval(selector, (element, n) => element.getAttribute(n), name);
const focused = (): Promise<string> => fixture.page.evaluate(() => `${document.activeElement?.getAttribute('role') ?? ''}#${document.activeElement?.id}`);
const asked = (): Promise<string[]> => fixture.page.evaluate(() => [...globalThis.fixture.asked]);
/** Long enough for the panel to draw again. */
const drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

describe('every view', () => {
  test.each(CASES)('shows the case "%s" without a complaint', async (name) => {
    await fixture.show({ name });
    for (const view of VIEWS) {
      await fixture.tab(view);
      expect((await text(`[data-view="${view}"]`)).length).toBeGreaterThan(0);
    }
    expect(fixture.complaints).toEqual([]);
  });

  test.each(['en', 'zh'] as const)('has room in 400 px, in %s', async (lang) => {
    await fixture.show({ name: 'leaks', lang, width: 400, height: 600 });
    for (const view of VIEWS) {
      await fixture.tab(view);
      const tooWide = await fixture.page.evaluate(() => [
        document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('[data-view], .settings, .servers, .overview, .tree, .bar')].filter((e) => e.scrollWidth > e.clientWidth).map((e) => `${e.className} ${e.scrollWidth}`),
      ]);
      expect(tooWide, view).toEqual([400]);
    }
  });

  test.each([
    ['en', 'light'],
    ['en', 'dark'],
    ['zh', 'light'],
    ['zh', 'dark'],
  ] as const)('is accessible, in %s and %s', async (lang, theme) => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks', lang, theme });
    for (const view of VIEWS) {
      await fixture.tab(view);
      if (view === 'problems') {
        await page.click('[data-finding]');
        await page.$$eval('.advice summary', (all) => all.forEach((summary) => (summary as HTMLElement).click()));
      }
      if (view === 'resources') await page.click('[data-entity]');
      expect(await accessibilityFaults(page), view).toEqual([]);
    }
    await page.click('[data-action="clean-all"]');
    await page.click('[data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
    expect(await accessibilityFaults(page), 'sheet').toEqual([]);
  });

  test.each([
    ['waiting', 'overview'],
    ['empty', 'problems'],
    ['empty', 'servers'],
    ['full', 'problems'],
  ] as const)('is accessible with nothing or much in it: %s, %s', async (name, view) => {
    await fixture.show({ name, theme: 'dark' });
    await fixture.tab(view);
    expect(await accessibilityFaults(fixture.page)).toEqual([]);
  });

  test('changes its theme and language while it is shown', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'one', theme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await ground();
    await page.evaluate(() => {
      (globalThis.fixture.state.theme as { value: string }).value = 'dark';
    });
    expect(await ground()).not.toBe(before);
    await page.click('[data-action="language"]');
    await page.waitForSelector('html[lang="zh-CN"]');
    expect(await text('[data-tab="problems"]')).toBe('问题');
  });
});

describe('Overview', () => {
  test('has the numbers of the budget, and a word for their state', async () => {
    await fixture.show({ name: 'leaks' });
    const tiles = await fixture.page.$$eval('[data-tile]', (all) => all.map((tile) => [tile.getAttribute('data-tile'), tile.getAttribute('data-value'), tile.getAttribute('data-state')]));
    expect(tiles.map(([row, value, state]) => (row === 'heap' ? [row, state] : [row, value, state]))).toEqual([
      ['peers', '4', 'over'],
      ['ffmpeg', '4', 'over'],
      ['tracks', '2', 'ok'],
      ['heap', 'ok'],
    ]);
    expect(await text('[data-tile="peers"] .chip')).toBe('over 2');
  });

  test('knows nothing of a page that has not answered, and says what to do', async () => {
    await fixture.show({ name: 'waiting' });
    expect(await fixture.page.$$eval('[data-tile]', (all) => all.map((tile) => tile.getAttribute('data-state')))).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    await fixture.page.click('[data-banner="waiting"] [data-action="reload"]');
    expect(await asked()).toEqual(['reloadPage()']);
    await fixture.page.click('[data-action="add-server"]');
    await fixture.page.waitForSelector('[data-view="settings"]');
  });

  test('shows at the cursor what was there then, by mouse and by keys', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks', width: 1200, height: 800 });
    expect(await attribute('.who', 'data-count')).toBe('4');
    const box = await (await page.$('.plot'))?.boundingBox();
    if (!box) throw new Error('the chart has no place');
    await page.mouse.move(box.x + box.width * 0.35, box.y + box.height / 2);
    await page.waitForSelector('.who[data-count="2"]');
    expect(await page.$$eval('[data-peer]', (all) => all.map((peer) => peer.getAttribute('data-peer')))).toEqual(['p1', 'p2']);
    expect(await text('[data-series="peers"] b')).toBe('2');
    await page.mouse.move(box.x + box.width / 2, box.y - 60);
    await page.waitForSelector('.who[data-count="4"]');
    await page.focus('.plot');
    await page.keyboard.press('Home');
    await page.waitForSelector('.who[data-count="0"]');
    expect(await attribute('.plot', 'aria-valuetext')).toContain('0 peers open');
  });

  test('draws new samples into the chart that is there', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await page.$eval('.plot canvas', (canvas) => canvas.setAttribute('data-mine', ''));
    await page.evaluate(() => {
      const samples = globalThis.fixture.state.samples as { value: readonly { at: number; peers: number }[] };
      const last = samples.value.at(-1);
      if (last) samples.value = [...samples.value, { ...last, at: last.at + 1_000, peers: 9 }];
    });
    await page.waitForSelector('[data-tile="peers"][data-value="9"]');
    expect(await count('.plot canvas[data-mine]')).toBe(1);
  });
});

describe('Problems', () => {
  test('goes by the keyboard from the list to the plan and back', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await page.focus('[data-tab="overview"]');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('[data-view="problems"]');
    await page.focus('[role="tree"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await page.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')?.getAttribute('data-finding'));
    expect(active).toBe('peer-superseded 0:p1');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.details');
    await page.keyboard.down('Control');
    await page.keyboard.press('.');
    await page.keyboard.up('Control');
    await page.waitForSelector('.details [data-clean-state="planned"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-clean-state]', { hidden: true });
    await page.focus('.details .body');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.details', { hidden: true });
    expect(await focused()).toBe('tree#');
    await page.keyboard.press('/');
    expect(await focused()).toBe('#filter');
    await page.keyboard.type('camera:cam3');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 1);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 3);
  });

  test('groups by creating line, opens the line, and folds', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('problems');
    expect(await text('[data-group]')).toContain('3 fromviewer.ts:88 connect()');
    await page.click('[data-group] .source');
    expect(await asked()).toEqual(['openSource("http://127.0.0.1:8889/src/viewer.ts", 88, 16)']);
    await page.click('[data-group] .twisty');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 0);
  });

  test('cleans one: the plan first, then each step with its outcome, and stays readable when the finding is gone', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('problems');
    await page.click('[data-finding="peer-superseded 0:p1"] [data-action="clean"]');
    await page.waitForSelector('[data-clean-state="planned"]');
    expect(await count('[data-outcome]')).toBe(0);
    expect(await text('.clean-run ol')).toContain('Close p1');
    await page.click('[data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
    const outcomes = await page.$$eval('[data-outcome]', (all) => all.map((step) => [step.getAttribute('data-outcome'), step.getAttribute('data-result'), step.getAttribute('data-verified')]));
    expect(outcomes).toContainEqual(['close-peer', 'done', 'gone']);
    expect(outcomes).toContainEqual(['delete-session', 'failed', 'gone']);
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 2);
    expect(await count('.details')).toBe(1);
    expect(await text('.error-words')).toBe('answered 404');
  });

  test('Clean all takes the leaks, not the suspects', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    expect(await text('[data-action="clean-all"]')).toBe('Clean all (2)');
    await page.click('[data-action="clean-all"]');
    await page.waitForSelector('dialog[open] [data-clean-state="planned"]');
    await page.click('dialog [data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { hidden: true });
    await fixture.tab('problems');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 1);
    expect(await attribute('[data-finding]', 'data-severity')).toBe('warning');
    expect(await text('[data-action="clean-all"]')).toBe('Clean suspects (1)');
  });
});

describe('Resources', () => {
  test('cleaning what works asks twice', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('resources');
    await page.click('[data-entity="0:p4"]');
    await page.click('.details [data-action="clean"]');
    await page.waitForSelector('[data-asks-again]');
    await page.click('[data-action="run-clean"]');
    await drawn();
    expect(await attribute('.clean-run', 'data-clean-state')).toBe('planned');
    await page.click('[data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
  });

  test('shows what an object is, and stores it as a global', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('resources');
    await page.click('[data-entity="0:p2"] .twisty');
    await page.click('[data-entity="0:t3"]');
    await page.waitForSelector('.details');
    expect(await text('.details .props')).toContain('readyStatelive');
    await page.click('[data-action="store"]');
    await page.waitForFunction(() => document.querySelector('.notice')?.textContent?.includes('rtcLeak1'));
    expect(await asked()).toEqual(['storeAsGlobal("0:t3")']);
  });

  test('follows what changes in the ledger, in the tree, the details and the status bar', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('resources');
    await page.click('[data-entity="0:p4"]');
    await page.waitForSelector('.details');
    await page.evaluate(() => {
      const { state } = globalThis.fixture;
      const peer = state.ledger().byKind.peer.get('0:p4');
      if (peer) peer.props.connectionState = 'failed';
      state.ledger().servers.clear();
      (state.revision as { value: number }).value += 1;
    });
    await page.waitForFunction(() => document.querySelector('[data-entity="0:p4"]')?.textContent?.includes('failed'));
    expect(await text('.details .props')).toContain('connectionStatefailed');
    expect(await count('.status .servers')).toBe(0);
  });

  test('draws of thousands only what is in the picture', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'full', width: 1200, height: 800 });
    await fixture.tab('resources');
    await page.click('[data-action="show-ended"]');
    await page.waitForFunction(() => (document.querySelector('.rows')?.clientHeight ?? 0) > 200_000);
    expect(await count('[role="treeitem"]')).toBeLessThan(80);
    await page.focus('[role="tree"]');
    await page.keyboard.press('End');
    await drawn();
    expect(await count('[role="treeitem"].active')).toBe(1);
    expect(await count('[role="treeitem"]')).toBeLessThan(80);
  });
});

describe('Servers and Settings', () => {
  test('a chain is one row, with how it was joined', async () => {
    await fixture.show({ name: 'leaks' });
    await fixture.tab('servers');
    const row = await fixture.page.$$eval('[data-chain]', (all) => all.map((chain) => [chain.getAttribute('data-how'), ...[...chain.children].slice(0, 6).map((cell) => cell.textContent)]));
    expect(row[0]).toEqual(['exact', 'cam1', 'p1', 'w1', '6f9619ff', 'cam1', '4100']);
  });

  test('a process is stopped at the second press', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('servers');
    await page.click('[data-process="4102"] [data-action="stop-process"]');
    expect(await asked()).toEqual([]);
    await page.click('[data-process="4102"] [data-action="stop-process"]');
    expect(await asked()).toEqual(['stopProcess("http://127.0.0.1:9997", 4102)']);
  });

  test('a server is added; its token goes nowhere but to the sign-in', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'one' });
    await fixture.tab('settings');
    await page.type('[name="url"]', 'camera-server');
    await page.click('[data-action="add-endpoint"]');
    await page.waitForSelector('#url-wrong');
    expect(await asked()).toEqual([]);
    await page.$eval('[name="url"]', (input) => (input as HTMLInputElement).select());
    await page.type('[name="url"]', 'http://user:secret@127.0.0.1:9997/');
    await page.type('[name="token"]', 'hush');
    await page.click('[data-action="add-endpoint"]');
    await page.waitForSelector('[data-endpoint="http://127.0.0.1:9997"]');
    expect(await asked()).toEqual([
      'signIn("http://127.0.0.1:9997", {"scheme":"bearer","token":"hush"})',
      'updateSettings({"endpoints":[{"url":"http://127.0.0.1:9997","kind":"auto","intervalMs":2000}]})',
    ]);
  });

  test('a budget takes numbers and nothing else', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('settings');
    const set = async (value: string): Promise<void> => {
      await page.$eval('[name="peers-warn"]', (input) => (input as HTMLInputElement).select());
      await page.keyboard.type(value);
      await page.keyboard.press('Enter');
    };
    await set('-3');
    expect(await page.$eval('[name="peers-warn"]', (input) => (input as HTMLInputElement).value)).toBe('2');
    await set('4');
    await fixture.tab('overview');
    expect(await attribute('[data-tile="peers"]', 'data-state')).toBe('near');
  });
});

test('a panel that nobody sees does no work, and is up to date when it is seen again', async () => {
  const { page } = fixture;
  await fixture.show({ name: 'leaks' });
  const changes = await page.evaluate(async () => {
    let seen = 0;
    const observer = new MutationObserver((records) => (seen += records.length));
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const become = (state: string): void => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const { state } = globalThis.fixture;
    become('hidden');
    await pause(200);
    seen = 0;
    const samples = state.samples as { value: readonly object[] };
    for (let i = 0; i < 5; i += 1) {
      (state.revision as { value: number }).value += 1;
      samples.value = [...samples.value, { ...samples.value.at(-1), peers: 7 }];
      await pause(60);
    }
    const hidden = seen;
    become('visible');
    await pause(300);
    return { hidden, shown: seen };
  });
  expect(changes.hidden).toBe(0);
  expect(changes.shown).toBeGreaterThan(0);
  expect(await attribute('[data-tile="peers"]', 'data-value')).toBe('7');
});

test('a panel that another one covers does no work either', async () => {
  const { page } = fixture;
  await fixture.show({ name: 'leaks' });
  const values = await page.evaluate(async () => {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    // As DevTools has its panels: in frames, of which all but one are not drawn.
    const frame = document.createElement('iframe');
    frame.src = location.href;
    frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    await pause(400);
    const { fixture: inner } = frame.contentWindow as unknown as typeof globalThis;
    const peers = () => frame.contentDocument?.querySelector('[data-tile="peers"]')?.getAttribute('data-value');
    const samples = inner.state.samples as { value: readonly { at: number; peers: number }[] };
    const count = async (n: number): Promise<void> => {
      const last = samples.value.at(-1);
      if (last) samples.value = [...samples.value, { ...last, peers: n }];
      await pause(400);
    };
    await count(5);
    const drawn = peers();
    frame.style.display = 'none';
    await pause(400);
    await count(6);
    const covered = peers();
    frame.style.display = '';
    await pause(600);
    return [drawn, covered, peers()];
  });
  expect(values).toEqual(['5', '5', '6']);
});
