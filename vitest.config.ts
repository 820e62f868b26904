import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Browsers, FFmpegs and builds share few cores: files run one after the other, and a limit is only there to end what hangs.
    fileParallelism: false,
    // Real browsers, FFmpegs and ICE on a machine that is busy with other things: what fails for that reason alone passes the next time.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
