import { expect, test } from 'vitest'
import { innerText } from '../../../shared/traffic-log/inner-text.ts'

const LINE = '2026-11-22 deny 10.0'
const packed = (value: unknown, times: number): string =>
  times === 0 ? JSON.stringify(value) : JSON.stringify({ log: packed(value, times - 1) })

test.for([
  ['a line', JSON.stringify({ time: 'now', log: LINE, level: 3, none: null }), [LINE]],
  ['a text that is too short for one', JSON.stringify({ log: LINE.slice(1) }), []],
  [
    'lines of two entries, and of lists in them',
    `  {"a":["${LINE}"]}\n{"b":{"c":"${LINE}!"}}`,
    [LINE, `${LINE}!`],
  ],
  ['an entry that was cut', `{"log":"${LINE}"}\n{"log":"${LINE}`, [LINE]],
  ['no entries', `${LINE}\n{"log":"${LINE}"}`, []],
  ['a line with spaces around it', `{"log":"x"}\n  {"log":"${LINE}"}  `, [LINE]],
] as const)('the lines that are packed into %s', ([, text, lines]) => {
  expect(innerText(text)).toBe(lines.join('\n'))
})

test('JSON in JSON is opened as deep as shippers pack it', () => {
  const found = [0, 1, 2, 3, 4, 5, 6].map((times) =>
    innerText(packed({ log: LINE }, times))
      .split('\n')
      .includes(LINE),
  )
  expect(found).toEqual([true, true, true, false, false, false, false])
  expect(innerText(packed({ log: LINE }, 1)).split('\n')).toEqual([packed({ log: LINE }, 0), LINE])
})
