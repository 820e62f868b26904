import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES } from './fixture-cases.ts';
import { accessibilityFaults, openFixture, type FixturePage } from './fixture-page.ts';

const VIEWS = ['overview', 'problems', 'resources', 'servers', 'settings'];

let fixture: FixturePage;
let read: FixturePage['read'];
beforeAll(async () => {
  fixture = await openFixture();
  ({ read } = fixture);
});
afterAll(() => fixture?.close());

/** Other samples than the page had; the chart draws them at once. */
async function drawSamples(values: (index: number) => object): Promise<void> {
  const count = await fixture.page.evaluate(() => globalThis.fixture.state.samples.value.length);
  const all = Array.from({ length: count }, (_, i) => values(i));
  await fixture.page.evaluate((changes) => {
    const samples = globalThis.fixture.state.samples as { value: readonly object[] };
    samples.value = samples.value.map((sample, i) => ({ ...sample, ...changes[i] }));
  }, all);
  await new Promise((resolve) => setTimeout(resolve, 400));
}

describe('every view', () => {
  test.each(CASES)('shows the case "%s" without a complaint', async (name) => {
    await fixture.show({ name });
    for (const view of VIEWS) {
      await fixture.tab(view);
      expect((await read.text(`[data-view="${view}"]`)).length).toBeGreaterThan(0);
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

  test('names the other language so that it can be read without its font', async () => {
    for (const [lang, text, title] of [['en', 'ZH', '中文'], ['zh', 'EN', 'English']] as const) {
      await fixture.show({ name: 'empty', lang });
      expect([await read.text('[data-action="language"]'), await read.attribute('[data-action="language"]', 'title')]).toEqual([text, title]);
      expect(await read.count('[data-action="language"] .icon')).toBe(1);
    }
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
    expect(await read.text('[data-tab="problems"]')).toBe('问题');
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
    expect(await read.text('[data-tile="peers"] .chip')).toBe('over 2');
  });

  test('knows nothing of a page that has not answered, and says what to do', async () => {
    await fixture.show({ name: 'waiting' });
    expect(await fixture.page.$$eval('[data-tile]', (all) => all.map((tile) => tile.getAttribute('data-state')))).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    expect(await fixture.page.$$eval('[data-series] b', (all) => all.map(({ textContent }) => textContent).slice(0, 3))).toEqual(['–', '–', '–']);
    expect(await read.count('.status .room')).toBe(0);
    await fixture.tab('problems');
    expect(await read.text('.problems .empty .title')).toBe('Not known yet');
    await fixture.tab('overview');
    await fixture.page.click('[data-banner="waiting"] [data-action="reload"]');
    expect(await read.asked()).toEqual(['reloadPage()']);
    await fixture.page.click('[data-action="add-server"]');
    await fixture.page.waitForSelector('[data-view="settings"]');
  });

  test('knows nothing of a page that was lost either, and finds nothing wrong or right with it', async () => {
    await fixture.show({ name: 'empty' });
    await fixture.page.evaluate(() => {
      (globalThis.fixture.state.link as { value: string }).value = 'lost';
    });
    await fixture.page.waitForSelector('[data-banner="lost"]');
    expect(await fixture.page.$$eval('[data-tile] .value b', (all) => all.map(({ textContent }) => textContent))).toEqual(['–', '–', '–', '–']);
    expect(await read.text('[data-tile="heap"] .detail')).toBe('when the page answers');
    expect(await read.count('.status .room')).toBe(0);
    expect(await read.count('[data-link="lost"] .dot.none')).toBe(1);
    expect(await accessibilityFaults(fixture.page)).toEqual([]);
    await fixture.tab('problems');
    expect(await read.text('.problems .empty .title')).toBe('Not known yet');
    await fixture.page.click('[data-banner="lost"] [data-action="reload"]');
    expect(await read.asked()).toEqual(['reloadPage()']);
  });

  test('shows at the cursor what was there then, by mouse and by keys', async () => {
    const { page } = fixture;
    await fixture.show({ name: 'leaks', width: 1200, height: 800 });
    expect(await read.attribute('.who', 'data-count')).toBe('4');
    const box = await (await page.$('.plot'))?.boundingBox();
    if (!box) throw new Error('the chart has no place');
    await page.mouse.move(box.x + box.width * 0.35, box.y + box.height / 2);
    await page.waitForSelector('.who[data-count="2"]');
    expect(await page.$$eval('[data-peer]', (all) => all.map((peer) => peer.getAttribute('data-peer')))).toEqual(['p1', 'p2']);
    expect(await read.text('[data-series="peers"] b')).toBe('2');
    await page.mouse.move(box.x + box.width / 2, box.y - 60);
    await page.waitForSelector('.who[data-count="4"]');
    await page.focus('.plot');
    await page.keyboard.press('Home');
    await page.waitForSelector('.who[data-count="0"]');
    expect(await read.attribute('.plot', 'aria-valuetext')).toContain('0 peers open');
  });

  test.each([
    [420, 800],
    [1000, 300],
    [554, 300],
    [1400, 900],
  ])('has its chart with the time axis, and what is open now, in %i x %i', async (width, height) => {
    for (const lang of ['en', 'zh'] as const) {
      await fixture.show({ name: 'leaks', lang, width, height });
      const cut = await fixture.page.evaluate(() => {
        const bottom = document.querySelector('.status')?.getBoundingClientRect().top ?? 0;
        const low = ['.plot canvas', '.who'].filter((selector) => (document.querySelector(selector)?.getBoundingClientRect().bottom ?? Infinity) > bottom + 0.5);
        const legend = document.querySelector('.legend');
        return [...low, ...(legend && legend.scrollWidth > legend.clientWidth ? ['legend'] : [])];
      });
      expect(cut, lang).toEqual([]);
      expect(await fixture.page.$eval('.plot', ({ clientHeight }) => clientHeight)).toBeGreaterThan(70);
    }
  });

  test.each(['light', 'dark'] as const)('draws every line where they are all the same, and nothing over them, in %s', async (theme) => {
    await fixture.show({ name: 'leaks', width: 1000, height: 600, theme });
    await drawSamples((at) => ({ peers: at < 20 ? 0 : 3, retained: 3, tracks: 3, ffmpeg: 3, heap: 0 }));
    const seen = await fixture.page.$eval('.plot canvas', (canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
      const colors = ['peers', 'retained', 'tracks', 'ffmpeg'].map((name) => {
        const hex = getComputedStyle(document.documentElement).getPropertyValue(`--series-${name}`).trim();
        return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
      });
      /** The line that a pixel is of, by the nearest colour; the ground is transparent. */
      const lineAt = (at: number): number => {
        if ((data[at + 3] ?? 0) < 100) return -1;
        const far = colors.map((color) => color.reduce((sum, value, i) => sum + Math.abs((data[at + i] ?? 0) - value), 0));
        const nearest = Math.min(...far);
        return nearest < 70 ? far.indexOf(nearest) : -1;
      };
      const [counts, columns] = [[0, 0, 0, 0], new Map<number, number[]>()];
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const line = lineAt((y * width + x) * 4);
          if (line >= 0) counts[line] = (counts[line] ?? 0) + 1;
          if (line === 0) columns.set(x, [...(columns.get(x) ?? []), y]);
        }
      }
      const step = [...columns.values()].sort((a, b) => b.length - a.length)[0] ?? [];
      return { counts, tall: step.length, holes: (step.at(-1) ?? 0) - (step[0] ?? 0) + 1 - step.length };
    });
    for (const count of seen.counts) expect(count).toBeGreaterThan(150);
    // The step from 0 to 3 is beside the words at 1 and 2.
    expect(seen.tall).toBeGreaterThan(150);
    expect(seen.holes).toBeLessThan(4);
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
    expect(await read.count('.plot canvas[data-mine]')).toBe(1);
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
  expect(await read.attribute('[data-tile="peers"]', 'data-value')).toBe('7');
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
