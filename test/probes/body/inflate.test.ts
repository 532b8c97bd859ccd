import { expect, test } from 'vitest'
import { inflate } from '../../../probes/body/inflate.ts'

test.for(['gzip', 'br', 'deflate', 'identity', ''])(
  'an empty body in %j is empty, and no problem',
  async (coding) => {
    const empty = Buffer.alloc(0)
    expect(await inflate(empty, coding, 100)).toEqual({ bytes: empty, problem: null })
  },
)
