import { describe, expect, test } from 'vitest'
import { platformTokens, type TokenOptions } from '../../runtime/tokens.ts'

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_only'
const RESOURCE = 'https://storage.azure.com'
const NOW = Date.parse('2026-11-22T12:00:00.000Z')

/** The options of a source whose time stands still until `tick`. */
function given(over: Partial<TokenOptions> = {}) {
  let now = NOW
  const clock = { date: () => new Date(now) }
  return { tick: (ms: number) => (now += ms), options: { env: {}, clock, ...over } }
}

/** Gives token-1, token-2 …, each good for ten minutes. */
function counting() {
  let count = 0
  const asked: string[] = []
  const issuer = async (of: string) => {
    asked.push(of)
    count++
    return { token: `token-${count}`, expiresAt: NOW + count * 600_000 }
  }
  return { asked, issuer }
}

describe('platformTokens()', () => {
  test('asks once for many, and again shortly before the end', async () => {
    const { asked, issuer } = counting()
    const { tick, options } = given({ google: issuer })
    const tokens = platformTokens(options)
    const many = await Promise.all(Array.from({ length: 5 }, () => tokens({ google: SCOPE })))
    expect(new Set(many.map(({ token }) => token))).toEqual(new Set(['token-1']))
    tick(479_999)
    expect((await tokens({ google: SCOPE })).token).toBe('token-1')
    // Two minutes before its end.
    tick(1)
    expect((await tokens({ google: SCOPE })).token).toBe('token-2')
    expect(asked).toEqual([SCOPE, SCOPE])
  })

  test('keeps scopes and clouds apart', async () => {
    const google = counting()
    const azure = counting()
    const tokens = platformTokens(given({ google: google.issuer, azure: azure.issuer }).options)
    await tokens({ google: SCOPE })
    await tokens({ google: 'other' })
    await tokens({ azure: RESOURCE })
    expect([google.asked, azure.asked]).toEqual([[SCOPE, 'other'], [RESOURCE]])
  })

  test('tells a failure to those that come next, and tries again later', async () => {
    let asked = 0
    const google = async () => {
      asked++
      throw Object.assign(new Error(`{"private_key": "very secret"}`), { status: 403 })
    }
    const { tick, options } = given({ google })
    const tokens = platformTokens(options)
    const failure = 'the metadata server answered with status 403'
    expect(await tokens({ google: SCOPE })).toEqual({ token: null, failure })
    expect(await tokens({ google: SCOPE })).toEqual({ token: null, failure })
    expect(asked).toBe(1)
    tick(29_999)
    await tokens({ google: SCOPE })
    expect(asked).toBe(1)
    tick(1)
    await tokens({ google: SCOPE })
    expect(asked).toBe(2)
  })

  test('ends at its deadline, and says so to who listens', async () => {
    let signalled: AbortSignal | null = null
    const azure = (_: string, signal: AbortSignal) => {
      signalled = signal
      return new Promise<never>(() => {})
    }
    const tokens = platformTokens(given({ azure, deadline: 20 }).options)
    const failure = 'az or azd gave no answer in time'
    expect(await tokens({ azure: RESOURCE })).toEqual({ token: null, failure })
    expect(signalled).toMatchObject({ aborted: true })
  })
})
