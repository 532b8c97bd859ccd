import { describe, expect, test } from 'vitest'
import { judgeCapabilities } from '../../../shared/judge/capability.ts'
import type { Verdict } from '../../../shared/model/finding.ts'

const PULL = {
  id: 'pull',
  name: 'Pull an image',
  catalog: 'acr',
  symptom: 'ImagePullBackOff',
  sandbox: null,
  sandboxes: [],
}
const result = (id: string, verdict: Verdict, ...capabilities: string[]) => ({
  target: { id, capabilities },
  verdict,
})

describe('judgeCapabilities', () => {
  test.for([
    { name: 'all pass', verdicts: ['pass', 'pass'], verdict: 'pass', blockedBy: [] },
    { name: 'a warning', verdicts: ['pass', 'warn'], verdict: 'warn', blockedBy: [] },
    {
      name: 'unknown over a warning',
      verdicts: ['warn', 'inconclusive'],
      verdict: 'inconclusive',
      blockedBy: ['1'],
    },
    {
      name: 'one fails',
      verdicts: ['inconclusive', 'fail', 'warn', 'fail'],
      verdict: 'fail',
      blockedBy: ['1', '3'],
    },
    { name: 'no targets', verdicts: [], verdict: 'inconclusive', blockedBy: [] },
  ] as const)('$name', ({ verdicts, verdict, blockedBy }) => {
    const results = verdicts.map((v, i) => result(String(i), v, 'other', 'pull'))
    expect(judgeCapabilities([PULL], results)).toEqual([{ ...PULL, verdict, blockedBy }])
  })

  test('targets of other capabilities do not count', () => {
    const results = [result('a', 'pass', 'pull'), result('b', 'fail', 'push'), result('c', 'fail')]
    expect(judgeCapabilities([PULL], results)[0]?.verdict).toBe('pass')
  })
})
