import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../dist');

// Every page pays for these in every frame. docs/hook.md says what the bytes are spent on.
test.each([
  ['hook', 20_000],
  ['bridge', 2_000],
])('the built %s is at most %d bytes, in both browsers', (name, most) => {
  for (const target of ['chrome', 'firefox']) {
    const { size } = statSync(join(DIST, target, `src/content/${name}.iife.js`));
    expect(size, target).toBeGreaterThan(100);
    expect(size, target).toBeLessThanOrEqual(most);
  }
});
