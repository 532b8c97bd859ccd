import { defineConfig } from 'vitest/config'

/** Tests of the packages as they are deployed: built, installed by npm, and started the way the platform does. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: { include: ['test/packages/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
})
