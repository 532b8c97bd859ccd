import { defineConfig } from 'vitest/config'
import config from '../../vitest.config.ts'

const { test } = config
const setupFiles = ['test/mutation/record.ts']

/** All tests as ever, and what each of their files calls is written down. */
// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  ...config,
  test: {
    ...test,
    projects: (test?.projects ?? []).map((project) => {
      return typeof project === 'object' && 'test' in project
        ? { ...project, test: { ...project.test, setupFiles } }
        : project
    }),
  },
})
