import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFixture, type FixturePage } from './fixture-page.ts';

let fixture: FixturePage;
let read: FixturePage['read'];
beforeAll(async () => {
  fixture = await openFixture();
  ({ read } = fixture);
});
afterAll(() => fixture?.close());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Long enough for the panel to draw again. */
const drawn = (): Promise<void> => pause(250);
/** Long enough to have read a question before it is answered. */
const considered = (): Promise<void> => pause(700);

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
    expect(await read.focused()).toBe('tree#');
    await page.keyboard.press('/');
    expect(await read.focused()).toBe('#filter');
    await page.keyboard.type('camera:cam3');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 1);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 3);
  });

  test('groups by creating line, opens the line, and folds', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('problems');
    expect(await read.text('[data-group]')).toContain('3 (2 leaks, 1 suspect) fromviewer.ts:88 connect()');
    await page.click('[data-group] .source');
    expect(await read.asked()).toEqual(['openSource("http://127.0.0.1:8889/src/viewer.ts", 88, 16)']);
    await page.click('[data-group] .twisty');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 0);
  });

  test('cleans one: the plan first, then each step with its outcome, and stays readable when the finding is gone', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('problems');
    await page.click('[data-finding="peer-superseded 0:p1"] [data-action="clean"]');
    await page.waitForSelector('[data-clean-state="planned"]');
    expect(await read.count('[data-outcome]')).toBe(0);
    expect(await read.text('.clean-run ol')).toContain('Close p1');
    await page.click('[data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
    const outcomes = await page.$$eval('[data-outcome]', (all) => all.map((step) => [step.getAttribute('data-outcome'), step.getAttribute('data-result'), step.getAttribute('data-verified')]));
    expect(outcomes).toContainEqual(['close-peer', 'done', 'gone']);
    expect(outcomes).toContainEqual(['delete-session', 'failed', 'gone']);
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 2);
    expect(await read.count('.details')).toBe(1);
    expect(await read.text('.error-words')).toBe('answered 404');
  });

  test.each(['en', 'zh'] as const)('gives each finding as many lines as its words take, in %s', async (lang) => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks', lang });
    await fixture.tab('problems');
    const lines: number[] = [];
    for (const width of [300, 340, 380, 420, 460, 500, 540, 580, 620, 680, 740, 800]) {
      await page.setViewport({ width, height: 700 });
      await drawn();
      const rows = await page.$$eval('[data-finding]', (all) =>
        all.map((row) => ({ height: row.clientHeight, lines: Math.round((row.querySelector('.message')?.getBoundingClientRect().height ?? 0) / 17.4) })),
      );
      for (const row of rows) expect(row.height, `${width}`).toBe(row.lines === 1 ? 42 : 59);
      lines.push(...rows.map((row) => row.lines));
    }
    // The widths are such that both occur.
    expect(new Set(lines)).toEqual(new Set([1, 2]));
  });

  test('Clean all takes the leaks, not the suspects', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    expect(await read.text('[data-action="clean-all"]')).toBe('Clean all (2)');
    await page.click('[data-action="clean-all"]');
    await page.waitForSelector('dialog[open] [data-clean-state="planned"]');
    await page.click('dialog [data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { hidden: true });
    await fixture.tab('problems');
    await page.waitForFunction(() => document.querySelectorAll('[data-finding]').length === 1);
    expect(await read.attribute('[data-finding]', 'data-severity')).toBe('warning');
    expect(await read.text('[data-action="clean-all"]')).toBe('Clean suspects (1)');
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
    await considered();
    expect(await read.attribute('.clean-run', 'data-clean-state')).toBe('planned');
    await page.click('[data-action="run-clean"]');
    await page.waitForSelector('[data-clean-state="done"]');
  });

  test.each([
    ['a double click', async (button: string) => fixture.page.click(button, { count: 2, delay: 20 })],
    [
      'two clicks in a row',
      (button: string) =>
        fixture.page.$eval(button, async (element) => {
          (element as HTMLElement).click();
          await new Promise((resolve) => setTimeout(resolve, 80));
          (element as HTMLElement).click();
        }),
    ],
    [
      'a key held down',
      async (button: string) => {
        await fixture.page.focus(button);
        for (let i = 0; i < 8; i += 1) {
          await fixture.page.keyboard.down('Enter');
          await pause(60);
        }
        await fixture.page.keyboard.up('Enter');
      },
    ],
  ])('%s is one answer, and a key answers again later', async (_, twice) => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('resources');
    await page.click('[data-entity="0:p4"]');
    await page.click('.details [data-action="clean"]');
    await page.waitForSelector('[data-asks-again]');
    await twice('[data-action="run-clean"]');
    await considered();
    expect(await read.attribute('.clean-run', 'data-clean-state')).toBe('planned');
    await page.focus('[data-action="run-clean"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-clean-state="done"]');
  });

  test('a plan for a page that was left cannot be carried out', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await page.click('[data-action="clean-all"]');
    await page.waitForSelector('[data-clean-state="planned"]');
    await page.evaluate(() => {
      const { state } = globalThis.fixture;
      const [document] = state.ledger().documents.values();
      if (document) document.endedAt = 1;
      (state.revision as { value: number }).value += 1;
    });
    await page.waitForSelector('[data-clean-left]');
    expect(await page.$eval('[data-action="run-clean"]', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    expect(await read.text('[data-clean-left]')).toContain('The page of this plan was left');
  });

  test('shows what an object is, and stores it as a global', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    await fixture.tab('resources');
    await page.click('[data-entity="0:p2"] .twisty');
    await page.click('[data-entity="0:t3"]');
    await page.waitForSelector('.details');
    expect(await read.text('.details .props')).toContain('readyStatelive');
    await page.click('[data-action="store"]');
    await page.waitForFunction(() => document.querySelector('.notice')?.textContent?.includes('rtcLeak1'));
    expect(await read.asked()).toEqual(['storeAsGlobal("0:t3")']);
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
    expect(await read.text('.details .props')).toContain('connectionStatefailed');
    expect(await read.count('.status .servers')).toBe(0);
  });

  test('draws of thousands only what is in the picture', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'full', width: 1200, height: 800 });
    await fixture.tab('resources');
    await page.click('[data-action="show-ended"]');
    await page.waitForFunction(() => (document.querySelector('.rows')?.clientHeight ?? 0) > 200_000);
    expect(await read.count('[role="treeitem"]')).toBeLessThan(80);
    await page.focus('[role="tree"]');
    await page.keyboard.press('End');
    await drawn();
    expect(await read.count('[role="treeitem"].active')).toBe(1);
    expect(await read.count('[role="treeitem"]')).toBeLessThan(80);
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
    await fixture.show({ name: 'leaks', width: 420 });
    await fixture.tab('servers');
    await page.click('[data-process="4102"] [data-action="stop-process"]', { count: 2, delay: 20 });
    expect(await read.text('[data-process="4102"] [data-action="stop-process"] .armed')).toBe('Stop cam3: press again');
    expect(await page.$eval('.servers', ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await considered();
    expect(await read.asked()).toEqual([]);
    await page.click('[data-process="4102"] [data-action="stop-process"]');
    expect(await read.asked()).toEqual(['stopProcess("http://127.0.0.1:9997", 4102)']);
  });

  test('a server is added; its token goes nowhere but to the sign-in', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'one' });
    await fixture.tab('settings');
    await page.type('[name="url"]', 'camera-server');
    await page.click('[data-action="add-endpoint"]');
    await page.waitForSelector('#url-wrong');
    expect(await read.asked()).toEqual([]);
    await page.$eval('[name="url"]', (input) => (input as HTMLInputElement).select());
    await page.type('[name="url"]', 'http://user:secret@127.0.0.1:9997/');
    await page.type('[name="token"]', 'hush');
    await page.click('[data-action="add-endpoint"]');
    await page.waitForSelector('[data-endpoint="http://127.0.0.1:9997"]');
    expect(await read.asked()).toEqual([
      'signIn("http://127.0.0.1:9997", {"scheme":"bearer","token":"hush"})',
      'updateSettings({"endpoints":[{"url":"http://127.0.0.1:9997","kind":"auto","intervalMs":2000}]})',
    ]);
    // Without a token the user and the password of the address sign in.
    await page.type('[name="url"]', 'http://user:p%40ss@127.0.0.1:9998');
    await page.click('[data-action="add-endpoint"]');
    await page.waitForSelector('[data-endpoint="http://127.0.0.1:9998"]');
    expect((await read.asked())[2]).toBe('signIn("http://127.0.0.1:9998", {"scheme":"basic","user":"user","password":"p@ss"})');
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
    expect(await read.text('.budget .error-words')).toBe('1 to 100000');
    // A warning below the normal level would mark what is over as normal.
    await set('0');
    expect(await page.$eval('[name="peers-warn"]', (input) => (input as HTMLInputElement).value)).toBe('2');
    await set('4');
    expect(await read.count('.budget .error-words')).toBe(0);
    await fixture.tab('overview');
    expect(await read.attribute('[data-tile="peers"]', 'data-state')).toBe('near');
  });

  test('a site learns its own budget, the tiles follow it, and it can be given up', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks' });
    const before = await read.attribute('[data-tile="peers"]', 'data-state');
    expect(before).toBe('over');
    await fixture.tab('settings');
    await page.click('input[name="budget-scope"][value="site"]');
    await page.click('[data-action="learn-budget"]');
    await fixture.tab('overview');
    expect(await read.attribute('[data-tile="peers"]', 'data-state')).toBe('ok');
    await fixture.tab('settings');
    expect(await page.$eval('input[name="peers-normal"]', (input) => (input as HTMLInputElement).valueAsNumber)).toBeGreaterThan(1);
    await page.click('input[name="budget-scope"][value="all"]');
    expect(await page.$eval('input[name="peers-normal"]', (input) => (input as HTMLInputElement).valueAsNumber)).toBe(1);
    await page.click('input[name="budget-scope"][value="site"]');
    await page.click('[data-action="forget-budget"]');
    await fixture.tab('overview');
    expect(await read.attribute('[data-tile="peers"]', 'data-state')).toBe('over');
  });
});
