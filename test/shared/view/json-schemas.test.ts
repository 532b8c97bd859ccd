import { expect, test } from 'vitest'
import { configJsonSchema, reportJsonSchema } from '../../../shared/view/json-schemas.ts'

// What editors complete and readers validate against: each limit, default and description. After a change that is meant:
// npx vitest run test/shared/view/json-schemas.test.ts -u, and read what changed.
test.for([
  ['config', configJsonSchema],
  ['report', reportJsonSchema],
] as const)('the schema of a %s', async ([name, schema]) => {
  const text = `${JSON.stringify(schema(), null, 1)}\n`
  await expect(text).toMatchFileSnapshot(`schemas/${name}.txt`)
})
