import process from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import { spellProxies } from '../../identity/proxies.ts'

const NAMES = [
  ...['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'],
  ...['https_proxy', 'http_proxy', 'all_proxy'],
]

afterEach(() => void vi.unstubAllEnvs())

function spelled(name: string, value: string): { complaint: string | null; value?: string } {
  for (const one of NAMES) vi.stubEnv(one, undefined)
  vi.stubEnv(name, value)
  const complaint = spellProxies()
  return { complaint, value: String(process.env[name]) }
}

test.for(NAMES)('%s without a scheme is written as a URL, with one it is left', (name) => {
  expect(spelled(name, ' proxy.corp:3128 ')).toEqual({
    ...{ complaint: null, value: 'http://proxy.corp:3128' },
  })
  const whole = 'http://proxy.corp:3128'
  expect(spelled(name, whole)).toEqual({ complaint: null, value: whole })
})

test.for(['HTTPS_PROXY', 'http_proxy'])(
  '%s that is no proxy is told, without its value',
  (name) => {
    const { complaint } = spelled(name, 'gopher://user:secret@proxy.corp')
    expect(complaint).toMatch(new RegExp(`^${name} .*; `))
    expect(complaint).not.toContain('secret')
  },
)

test('an empty one is none', () => {
  expect(spelled('HTTPS_PROXY', ' ').complaint).toBeNull()
})
