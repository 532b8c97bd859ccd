import { describe, expect, test } from 'vitest'
import { terraform } from './terraform.ts'

// Where the machine has no Terraform these are skipped, and the summary counts them.
describe.skipIf(terraform === null)('terraform fmt (needs terraform)', () => {
  test.for(['azure/infra', 'gcp/infra'])('leaves %s as it is', async (folder) => {
    expect(await terraform?.(folder, ['fmt', '-check', '-diff', '-recursive'])).toBe('')
  })
})
