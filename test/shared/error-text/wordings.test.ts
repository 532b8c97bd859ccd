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

// After a change of the tables: npx vitest run test/shared/error-text/wordings.test.ts -u, and read what changed.
test('each wording that a sign knows is told as it was', async () => {
  const rows = SIGN_TABLES.flatMap(({ family, signs }) => [
    family,
    ...signs.flatMap((sign) =>
      examplesOf(sign.test)
        .filter((text) => sign.test.test(text))
        .map((text) => `  ${told(text)}: ${JSON.stringify(text)}`),
    ),
  ])
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('wordings.txt')
})
