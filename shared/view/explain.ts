import type { FailureRow } from '../failure/row.ts'
import type { FindingRow } from '../finding/row.ts'

/** The row of one finding as text for a terminal. */
export function explainFinding(code: string, row: FindingRow): string {
  return explainPage(code, [
    [
      'Finding of',
      `${row.step === 'sweep' ? 'the whole sweep' : `the ${row.step} step`}; ${row.severity} unless said otherwise`,
    ],
    ['Means', row.means],
    ['Recognised by', row.seen],
    ['Likely causes', row.causes],
    ['Fix', row.fix],
    ['Not to be confused with', row.confusedWith.map((c) => `${c.code}: ${c.apart}`)],
    ['More', row.docs],
  ])
}

/** The row of one failure as text for a terminal. */
export function explainFailure(code: string, row: FailureRow): string {
  return explainPage(code, [
    [
      'Failure of',
      `the steps ${row.steps.join(', ')}; ${row.retry ? 'tried again before it counts' : 'certain, not tried again'}`,
    ],
    ['Means', row.means],
    ['Likely causes', row.causes],
    ['Fix', row.fix],
    ['More', row.docs],
  ])
}

/** A title and what stands under it: a text, or a list. */
export type Section = readonly [title: string, text: string | readonly string[]]

/** A title and sections under it, each a text or a list; sections without text are omitted. */
export function explainPage(title: string, sections: readonly Section[]): string {
  const parts = sections
    .filter(([, text]) => text.length > 0)
    .map(([title, text]) => `${title}\n${lines(text)}`)
  return `${[title, ...parts].join('\n\n')}\n`
}

function lines(text: string | readonly string[]): string {
  if (typeof text === 'string') return wrap(text, '  ')
  return text.map((item) => wrap(item, '    ').replace(/^ {4}/, '  - ')).join('\n')
}

/** Breaks at spaces so that no line is longer than 96 characters, a long word excepted. */
function wrap(text: string, indent: string): string {
  const out: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length > 90) {
      out.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...out, line].map((l) => indent + l).join('\n')
}
