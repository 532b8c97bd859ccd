import { expect, test } from 'vitest'
import { problemText, RefusedConfigError } from '../../runtime/refused-config.ts'

const PROBLEM = {
  file: 'f.yaml',
  line: 3,
  column: 5,
  key: 'a.b',
  message: 'is odd',
  remedy: 'Mend',
}

test.for([
  [{}, 'f.yaml:3:5: is odd\n    Mend'],
  [{ line: 0, column: 0 }, 'f.yaml: a.b: is odd\n    Mend'],
  [{ line: 0, column: 0, key: '' }, 'is odd\n    Mend'],
  [{ key: '' }, 'f.yaml:3:5: is odd\n    Mend'],
] as const)('a problem with %j stands where an editor finds it', ([more, text]) => {
  expect(problemText({ ...PROBLEM, ...more })).toBe(text)
})

test.for([
  [1, 1, 'a problem in what is to be checked'],
  [2, 2, '2 problems in what is to be checked'],
  [30, 30, '30 problems in what is to be checked'],
  [31, 30, 'more than 30 problems in what is to be checked'],
] as const)('of %d problems %d are told', ([count, told, head]) => {
  const problems = Array.from({ length: count }, (_, n) => ({ ...PROBLEM, line: n + 1 }))
  const error = new RefusedConfigError(problems)
  const [first, ...lines] = error.message.split('\n')
  expect(first).toBe(head)
  expect(lines.filter((line) => line.startsWith('f.yaml:'))).toHaveLength(told)
  expect(lines.at(-1) === 'the others follow once these are mended').toBe(count > told)
  expect(error.problems).toEqual(problems.slice(0, told))
})
