import { expect, test } from 'vitest'
import { testInTime } from '../../shared/target/pattern.ts'
import { sources } from './imports.ts'

/** A regular expression as it stands in code: after what an expression may follow, and never a comment. */
const LITERAL =
  /(?<=(?:[=(,:!?&|{};[>]|return|^)\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\n\\])*\]|[^/\n\\[])+)\/([dgimsuvy]*)/gm

function literals(text: string): readonly RegExp[] {
  return [...text.matchAll(LITERAL)].flatMap(([, source = '', flags = '']) => {
    try {
      return [new RegExp(source, flags.replaceAll(/[gy]/g, ''))]
    } catch {
      return [] // a path, a division
    }
  })
}

/** As much as anybody outside may send of one thing: the head of an answer, the body of a request, a line of a log. */
const MOST = 64 * 1024
/** In ms: a linear pattern takes a few, a quadratic one thousands. */
const BOUND = 1000
/** A busy machine takes a turn from a quick pattern now and then, and hardly so often in a row. */
const TRIES = [1, 2, 3, 4]

/** Runs of what the pattern itself names, each with an end that fits nothing. */
function attacks({ source }: RegExp): readonly string[] {
  const plain = source.replaceAll(/\\[a-z](\{\w+\})?/gi, '')
  const own = [...new Set(plain.match(/[^\\^$*+?()[\]{}|]/gu) ?? [])].slice(0, 8)
  const words = plain.match(/[\w<>"'=:;,@ /-]{2,}/g) ?? []
  const runs = [...own, ...words, 'a', '0', ' ', '.', '"\\', 'a ', 'a.', '[', '(']
  return runs.map((run) => `${run.repeat(Math.ceil(MOST / run.length))}\u0000`)
}

const all = [...sources()].flatMap(([file, text]) =>
  literals(text).map((pattern) => ({ file, pattern })),
)

test('the patterns of the program are found', () => {
  expect(all.length).toBeGreaterThan(300)
})

test('none of them takes more than linear time on a text made against it', {
  timeout: 240_000,
}, () => {
  const slow = all.filter(({ pattern }) =>
    attacks(pattern).some((text) => TRIES.every(() => testInTime(pattern, text, BOUND) === null)),
  )
  expect(slow.map(({ file, pattern }) => `${file}: ${pattern}`)).toEqual([])
})
