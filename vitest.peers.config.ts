import { defineConfig } from 'vitest/config'

/** Tests against other people’s servers, which `npm run peers` sets up: Azurite, Google’s Firestore emulator. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: { include: ['test/peers/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
})
