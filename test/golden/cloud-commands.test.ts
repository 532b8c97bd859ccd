import { expect, test } from 'vitest'
import { addressBook } from '../../shared/address/book.ts'
import { CLOUD_WORDS } from '../../shared/finding/in-cloud.ts'
import { FINDINGS } from '../../shared/finding/table.ts'
import { judge } from '../../shared/judge/judge.ts'
import { unknownCalls } from '../rules/gcloud-commands.ts'
import { casesByHand } from '../shared/judge/cases-by-hand.ts'

const BOOK = addressBook({ privateRanges: [], owners: [] })

/** The commands of a text, which stand in back quotes. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/`(gcloud [^`]+)`/g)].map(([, command]) => `${command} `)
}

/** What a table row advises. */
function rowText({ causes = [], fix = '' }: { causes?: readonly string[]; fix?: string }): string {
  return [...causes, fix].join('\n')
}

test('every gcloud command of a row is one that the reference has', () => {
  const rows = [...Object.values(FINDINGS), ...Object.values(CLOUD_WORDS.gcp)]
  const commands = rows.flatMap((row) => commandsIn(rowText(row)))
  expect(commands.length).toBeGreaterThan(5)
  expect([...new Set(commands.flatMap(unknownCalls))]).toEqual([])
})

test('every gcloud command that a case by hand is told is one that the reference has', async () => {
  const found = (await casesByHand()).flatMap(({ evidence, vantage }) =>
    judge(evidence, { book: BOOK, ...(vantage && { vantage }) }).flatMap(({ findings }) =>
      findings.flatMap(({ cause, fix }) => commandsIn(`${cause}\n${fix}`)),
    ),
  )
  expect(new Set(found).size).toBeGreaterThan(20)
  expect([...new Set(found.flatMap(unknownCalls))]).toEqual([])
})
