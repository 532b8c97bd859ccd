import { describe, expect, test } from 'vitest'
import { withoutCredentials } from '../../probes/redact.ts'

const USER = 'CORP\\anna'
const PASSWORD = 'p"ss<w&rd 1/2+3'
const SENT = Buffer.from(`${USER}:${PASSWORD}`).toString('base64')
const AUTHORIZATION = `Basic ${SENT}`
const bytes = Buffer.from(PASSWORD)

describe('withoutCredentials()', () => {
  test.for([
    ['as they were sent', `Proxy-Authorization: ${AUTHORIZATION}`],
    ['decoded', `user ${USER}:${PASSWORD} is not known`],
    ['the password alone', `password ${PASSWORD} is wrong`],
    ['in a URL', `http://x/?p=${encodeURIComponent(PASSWORD)}&q`],
    ['in a URL, small hexadecimal', `p=${encodeURIComponent(PASSWORD).toLowerCase()}`],
    ['in a form', `p=${encodeURIComponent(PASSWORD).replaceAll('%20', '+')}`],
    ['in a page', '<b>p&quot;ss&lt;w&amp;rd 1/2+3</b>'],
    ['in JSON', JSON.stringify({ password: PASSWORD })],
    ['encoded once more', bytes.toString('base64')],
    ['encoded for a URL', bytes.toString('base64url')],
    ['in a dump', bytes.toString('hex')],
    ['in a dump, capitals', bytes.toString('hex').toUpperCase()],
    ['cut at the end of what was read', `Proxy-Authorization: Basic ${SENT.slice(0, 11)}`],
  ] as const)('%s', ([, echo]) => {
    const clean = withoutCredentials(echo, AUTHORIZATION)
    expect(clean).toContain('[credentials]')
    for (let at = 0; at + 6 <= PASSWORD.length; at++)
      expect(clean).not.toContain(PASSWORD.slice(at, at + 6))
    expect(clean).not.toContain(SENT.slice(0, 11))
    expect(clean.toLowerCase()).not.toContain(bytes.toString('hex').slice(0, 12))
  })

  test.for(['Access denied by policy 12', 'The user CORP is not known', ''])(
    'leaves %s as it is',
    (text) => {
      expect(withoutCredentials(text, AUTHORIZATION)).toBe(text)
    },
  )
})
