import os from 'node:os'
import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/peers/**', 'test/packages/**'],
    testTimeout: 60_000,
    // Most tests wait for sockets: a worker more than the processors keeps them busy.
    maxWorkers: os.availableParallelism() + 1,
  },
})
