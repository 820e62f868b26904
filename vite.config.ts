import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { cp, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import base from './manifest.json' with { type: 'json' };

const target = process.env.TARGET === 'firefox' ? 'firefox' : 'chrome';
const outDir = process.env.OUT_DIR ?? `dist/${target}`;

const { key: _chromeOnly, minimum_chrome_version: _too, ...common } = base;
const firefox = {
  ...common,
  background: { scripts: ['src/background/index.ts'], type: 'module' },
  browser_specific_settings: {
    gecko: {
      id: 'rtc-leak-inspector@example.invalid',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

/** The names that the browser itself shows; crxjs copies no locales. */
const locales: Plugin = {
  name: 'locales',
  apply: 'build',
  async writeBundle() {
    await cp('extension/_locales', resolve(outDir, '_locales'), { recursive: true });
  },
};

/**
 * The content scripts must be in place before the first script of a page. crxjs falls back to a loader with a dynamic import, which runs
 * far too late, and only prints a warning: here it ends the build.
 */
const scriptsInPlace: Plugin = {
  name: 'scripts-in-place',
  apply: 'build',
  async closeBundle() {
    const manifest = JSON.parse(await readFile(resolve(outDir, 'manifest.json'), 'utf8')) as { content_scripts: { js: string[] }[] };
    for (const file of manifest.content_scripts.flatMap((script) => script.js)) {
      const code = await readFile(resolve(outDir, file), 'utf8');
      if (!file.endsWith('.iife.js') || /\bimport\s*\(/.test(code)) throw new Error(`${file} would be loaded too late: name its source *.iife.ts`);
    }
  },
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [crx({ manifest: (target === 'firefox' ? firefox : base) as unknown as ManifestV3Export, browser: target }), locales, scriptsInPlace],
  build: {
    outDir,
    emptyOutDir: true,
    target: target === 'firefox' ? 'firefox140' : 'chrome120',
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false }, input: { panel: 'extension/panel.html' } },
  },
});
