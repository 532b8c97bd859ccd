import { describe, expect, test } from 'vitest'
import { explainText } from '../../../shared/traffic-log/explain-text.ts'
import { INDEX } from '../../fixtures/row-index.ts'

const ESC = String.fromCharCode(27)

const lines = (text: string, of: (line: string) => string) => text.split('\n').map(of).join('\n')
const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** What logs, mails, pages and terminals put around the words of a program. */
const ENVELOPES: Readonly<Record<string, (text: string) => string>> = {
  'a line of JSON': (text) => JSON.stringify({ time: '2026-11-20T09:00:00Z', message: text }),
  'JSON in a line of JSON': (text) =>
    JSON.stringify({ log: JSON.stringify({ msg: text }), stream: 'stderr' }),
  'a time and a level': (text) => lines(text, (line) => `2026-11-20T09:00:00.123Z ERROR  ${line}`),
  'the log of a pipeline': (text) =>
    lines(text, (line) => `2026-11-20T09:00:01.1234567Z ##[error]${line}`),
  'the log of a container': (text) =>
    lines(text, (line) => `2026-11-20T09:00:00.123456789Z stderr F ${line}`),
  syslog: (text) => lines(text, (line) => `<11>Nov 20 09:00:00 vm01 app[812]: ${line}`),
  'a quoted mail': (text) => lines(text, (line) => `> ${line}`),
  'a page': (text) => `<pre>${html(text)}</pre>`,
  'colours of a terminal': (text) => lines(text, (line) => `${ESC}[31m${line}${ESC}[0m`),
  'a question in a thread': (text) => `Since this morning:\n\n\`\`\`\n${text}\n\`\`\`\nAny idea?`,
  'line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
}

/** Each needs the begin of a line, a quote or an escape of its own. */
const TEXTS: readonly (readonly [string, string, string])[] = [
  [
    'an answer of dig without an address',
    'dns-private-record-missing',
    ';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 7\n;; ANSWER SECTION:\nkv-tax.vault.azure.net. 60 IN CNAME kv-tax.privatelink.vaultcore.azure.net.\n;; AUTHORITY SECTION:\nprivatelink.vaultcore.azure.net. 10 IN SOA azureprivatedns.net. hostmaster.microsoft.com. 1 3600 300 2419200 10',
  ],
  [
    'a refused proxy in quotes',
    'proxy-denied',
    'level=error msg="Get \\"https://gbl.his.arc.azure.com/\\": Forbidden"',
  ],
  [
    'a record of a proxy’s log',
    'proxy-auth-required',
    '1763600001.123      1 192.0.2.27 TCP_DENIED/407 4123 CONNECT gbl.his.arc.azure.com:443 - HIER_NONE/- text/html',
  ],
  [
    'words that count at the begin only',
    'dns_temporary_failure',
    'Resource temporarily unavailable',
  ],
]

describe('the same is told of a text, whatever stands around it', () => {
  const all = TEXTS.flatMap(([what, code, text]) =>
    Object.entries(ENVELOPES).map(([name, put]) => ({ what, name, code, put, text })),
  )
  test.for(all)('$what, in $name', ({ code, put, text }) => {
    const { told } = explainText(put(text), INDEX)
    expect([...(told?.failures ?? []), ...(told?.findings ?? [])]).toContain(code)
  })
})

test('a folder whose name begins with n is no line end, also in JSON', () => {
  const text = String.raw`{"path": "C:\\new\\node", "error": "connect ECONNREFUSED 10.1.0.4:443"}`
  expect(explainText(text, INDEX).told?.peers[0]).toMatchObject({ host: '10.1.0.4', port: 443 })
})

test('empty strings of JSON stay what they are', () => {
  const text = '{"Fqdn":"","Error":"getaddrinfo ENOTFOUND kv-tax.vault.azure.net"}'
  expect(explainText(text, INDEX).told?.peers[0]?.host).toBe('kv-tax.vault.azure.net')
})
