import { expect, test } from 'vitest'
import { MEANINGS } from '../../../shared/error-text/meanings/table.ts'
import { SIGN_TABLES } from '../../../shared/error-text/signs/table.ts'
import { explainText } from '../../../shared/traffic-log/explain-text.ts'
import { examplesOf } from '../../fixtures/pattern-examples.ts'
import { INDEX } from '../../fixtures/row-index.ts'

const NAMES = new Map<string, string>(
  Object.entries(MEANINGS).map(([name, { says }]) => [says, name]),
)

/** What is told of a text: the meaning, a dash for words that only say whose they are, nothing. */
function told(text: string): string {
  const { told: failure, systems, lookFor } = explainText(text, INDEX)
  if (failure !== null) return NAMES.get(failure.sentence) ?? failure.sentence
  return systems.length > 0 || lookFor.length > 0 ? '-' : 'nothing'
}

/** What is told of it besides: what misleads in the words, what to look for, where they are from. */
function besides(text: string): readonly string[] {
  const { told: failure, systems, lookFor } = explainText(text, INDEX)
  const own = failure === null ? [] : [failure.misleads, failure.source]
  const others = systems.map(({ capability: { id }, host }) => `${id} ${host ?? ''}`.trim())
  const said = [...own, ...lookFor, ...others]
  return said.flatMap((one) => (one === null ? [] : [`    ${one}`]))
}

const TABLES = SIGN_TABLES.map(({ family, signs }) => ({
  family,
  examples: signs.map((sign) => examplesOf(sign.test).filter((text) => sign.test.test(text))),
}))

// After a change of the tables: npx vitest run test/shared/error-text/wordings.test.ts -u, and read what changed.
test('each wording that a sign knows is told as it was', async () => {
  const rows = TABLES.flatMap(({ family, examples }) => [
    family,
    ...examples.flat().map((text) => `  ${told(text)}: ${JSON.stringify(text)}`),
  ])
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('wordings.txt')
})

test('and so is what is told of it besides', async () => {
  const rows = TABLES.flatMap(({ family, examples }) => [
    family,
    ...examples.flatMap(([text]) =>
      text === undefined ? [] : [`  ${JSON.stringify(text)}`, ...besides(text)],
    ),
  ])
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('besides.txt')
})
