import os from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * Tests that change what belongs to the whole process (the roots it trusts, its environment, its listeners), or count
 * what it holds: each file has a process of its own. All others share theirs, and load once what they have in common.
 */
const ALONE = [
  'test/{azure,cli,fault,gcp,identity,runtime}/**/*.test.ts',
  'test/demo.test.ts',
  'test/probes/anchor.test.ts',
]
const ELSEWHERE = ['**/node_modules/**', 'test/peers/**', 'test/packages/**']

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    // For tests that hang: a machine that is busy with other things may take ten times as long.
    testTimeout: 180_000,
    // Most tests wait for sockets: a worker more than the processors keeps them busy.
    maxWorkers: os.availableParallelism() + 1,
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...ELSEWHERE, ...ALONE],
          isolate: false,
        },
      },
    ],
  },
})
