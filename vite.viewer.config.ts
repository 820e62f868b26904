import { defineConfig } from 'vite';

/** The viewer page. The base is relative, so that `dist/viewer` works under any address and from any static file server. */
export default defineConfig({
  root: 'src/viewer',
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/viewer',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128'],
    // The page is read in the browser as much as it is run: leaks are traced to its lines.
    sourcemap: true,
    modulePreload: { polyfill: false },
  },
});
