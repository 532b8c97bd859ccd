import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { queueAccount, sharedKey } from '../../../runtime/queues/azure-account.ts'

const KEY = Buffer.from('a key').toString('base64')
const AT = 'https://acct.queue.core.windows.net'
const keyed = (endpoint: string) => ({
  endpoint,
  key: { account: 'acct', key: KEY },
  signature: '',
})

test.for([
  ['a key that ends in =', `AccountName=acct;AccountKey=${KEY}`, keyed(AT)],
  ['other letters and blanks', ` accountname = acct ; ACCOUNTKEY= ${KEY} ;`, keyed(AT)],
  [
    'http and another suffix',
    `DefaultEndpointsProtocol=http;AccountName=acct;AccountKey=${KEY};EndpointSuffix=example`,
    keyed('http://acct.queue.example'),
  ],
  [
    'an endpoint of its own',
    `AccountName=acct;AccountKey=${KEY};QueueEndpoint=http://127.0.0.1:1/acct/`,
    keyed('http://127.0.0.1:1/acct'),
  ],
  [
    'a signature',
    `AccountName=acct;SharedAccessSignature=?sv=1&sig=x%3D`,
    { endpoint: AT, key: null, signature: 'sv=1&sig=x%3D' },
  ],
  ['an endpoint alone', `QueueEndpoint=${AT}`, null],
  ['a key of nobody', `AccountKey=${KEY}`, null],
  ['an endpoint that is none', `AccountKey=${KEY};QueueEndpoint=acct`, null],
  ['nothing', '', null],
] as const)('a connection string with %s', ([, text, account]) => {
  expect(queueAccount(text)).toEqual(account)
})

/** https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#constructing-the-signature-string */
const TO_SIGN = `POST


5

application/xml






x-ms-date:Sun, 22 Nov 2026 00:00:00 GMT
x-ms-version:2024-08-04
/acct/acct/q/messages
a:1
messagettl:90`

test('a key signs what is sent, its headers and its query, in their order', () => {
  const url = new URL('http://127.0.0.1:1/acct/q/messages?messagettl=90&a=1')
  const headers = {
    'x-ms-version': '2024-08-04',
    'x-ms-date': 'Sun, 22 Nov 2026 00:00:00 GMT',
  }
  const own = { account: 'acct', key: KEY }
  const signature = createHmac('sha256', 'a key').update(TO_SIGN).digest('base64')
  // Five bytes in four characters.
  expect(sharedKey(own, { url, body: 'fünf', type: 'application/xml', headers })).toBe(
    `SharedKey acct:${signature}`,
  )
})
