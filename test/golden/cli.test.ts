import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkReport } from '../../shared/report/check.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import { call } from '../cli/call.ts'
import { seen } from '../cli/seen.ts'
import type { Sweep } from '../shared/alerts/sweeps.ts'

/**
 * Whole answers of commands that read a store: what they print, where, and their exit status. After a change that is
 * meant: `npx vitest run test/golden/cli.test.ts -u`, and read what differs.
 */
const REPORTS = path.join(import.meta.dirname, 'views/reports')
const FILE = path.join(import.meta.dirname, 'cli.txt')

const DEAD: Sweep = { 'app/db': 'fail tcp-dropped 10.0.1.9', web: 'pass' }
const GOOD: Sweep = { 'app/db': 'pass', web: 'pass' }
const WARN: Sweep = { 'app/db': 'warn tls-expires-soon leaf', web: 'pass' }
const SWEEPS = [GOOD, DEAD, DEAD, GOOD, GOOD, WARN, DEAD, DEAD]

const INCIDENT = 'INCIDENT'
const OPEN = 'OPEN'

const FULL = `vantage: hub
proxy: http://user:secret@10.0.9.1:3128
noProxy: [.internal, 10.0.0.0/8]
catalogs: [{ use: ./own.yaml, as: books }]
alerts: { notify: [{ slack: "https://hooks.example/secret" }] }
targets:
  - { name: ledger, url: "https://ledger.example/", expect: { http: { body: "/(a+)+$/" } } }
  - { name: inside, url: "tcp://db.internal:1433", expect: { resolution: private } }
  - { name: self, url: "http://127.0.0.1:8080/" }
  - { name: no shopping, url: "https://shop.example/", expect: { reachability: blocked } }
`
const OWN = `name: own
version: "2026-11-20"
title: Ours
about: Ours
sources: { wiki: { title: Wiki, url: "https://wiki.example/" } }
capabilities: [{ id: pay, name: Paying works, symptom: "Error 17" }]
endpoints:
  - { id: pay, url: "https://pay.example/", for: [pay], source: wiki, asOf: "2026-11-20", wildcard: "*.pay.example" }
`
const LOG = `HTTPS request from 10.0.0.4:50000 to eu.pay.example:443. Action: Deny. No rule matched. Proceeding with default action
HTTPS request from 10.0.0.4:1 to ledger.example:443. Action: Deny. Default
HTTPS request from 10.0.0.4:1 to shop.example:443. Action: Allow. Rule: r
TCP request from 10.0.0.4:50000 to 10.1.0.5:1433. Action: Deny.
`

const CALLS: readonly (readonly string[])[] = [
  ['history', 'app/db'],
  ['history', 'app/db', '--limit', '2', '--format', 'json'],
  ['history', 'https://web'],
  ['history', 'nothing'],
  ['history', 'app/db', '--limit', '0'],
  ['history', 'app/db', '--store', 'none.db'],
  ['incidents'],
  ['incidents', '--limit', '1', '--format', 'json'],
  ['incidents', '--open'],
  ['incidents', '--explain', INCIDENT],
  ['incidents', '--explain', 'app/db'],
  ['incidents', '--explain', 'nothing'],
  ['incidents', '--ack', 'nothing'],
  ['incidents', '--ack', INCIDENT],
  ['diff', 'r00000', 'r00005'],
  ['diff', 'r00005', 'r00000', '--format', 'json'],
  ['diff', 'r00030'],
  ['diff', 'r00035'],
  ['diff', 'r00000', 'nothing'],
  ['diff', 'r00000', 'r00005', '--format', 'xml'],
  ['diff', 'a.json', 'b.json'],
  ['diff', 'a.json', 'a.json'],
  ['baseline'],
  ['baseline', '--last', '3', '--public'],
  ['baseline', '--last', '2'],
  ['baseline', '--vantage', 'nowhere'],
  ['baseline', 'a.json', 'a.json', 'a.json'],
  ['rules', '--for', 'nsg', '--missing'],
  ['rules', '--for', 'nsg', '--missing', 'b.json'],
  ['rules', '--for', 'nsg', '--missing', 'b.json', '--cause', 'nothing'],
  ['alerts', 'test'],
  ['validate'],
  ['validate', 'nothing.yaml'],
  ['catalog', 'show', 'nothing'],
  ['explain', '--code', 'nothing'],
  ['schema', 'nothing'],
  ['incidents', '--explain', INCIDENT, '--format', 'json'],
  ['incidents', '--explain', 'app/db', '--limit', '2', '--format', 'json'],
  ['incidents', '--ack', OPEN],
  ['incidents', '--ack', OPEN],
  ['incidents', '--explain', OPEN],
  ['history', 'web', '--store', 'perimeter.db', '-c', 'nothing.yaml'],
  ['history', 'app/d', '--format', 'json'],
  ['diff', 'a.json', 'latest'],
  ['diff', 'latest', 'a.json', '--format', 'json'],
  ['diff', 'r00025', 'latest', '--store', 'none.db'],
  ['validate', 'full.yaml'],
  ['validate', '-c', 'full.yaml', '--catalog', './own.yaml'],
  ['rules', '--for', 'squid', '-c', 'full.yaml'],
  ['rules', '--for', 'squid', '-c', 'full.yaml', '--only', 'nothing'],
  ['rules', '--for', 'squid', '-c', 'full.yaml', '--only', 'led*'],
  ['rules', '--for', 'squid', '--missing', 'tcp-dropped'],
  ['rules', '--for', 'squid', '--cause', 'nothing'],
  ['rules', '--for', 'squid', '--missing', 'a.json', '--cause', 'tcp-dropped'],
  ['explain', 'tls-expired', '--format', 'json'],
  ['explain', 'proxy_denied'],
  ['explain', 'tls_expired'],
  ['explain', 'curl: (6) Could not resolve host: ledger.example', '--format', 'markdown'],
  ['explain', 'dial tcp 10.0.1.9:443: i/o timeout', '--report', 'b.json'],
  ['explain', 'x.txt', '--report', 'none.json'],
  ['explain-log', 'fw.log'],
  ['explain-log', 'fw.log', '-c', 'full.yaml', '--format', 'markdown'],
  ['explain-log', 'fw.log', '--catalog', './own.yaml', '--format', 'json'],
  ['explain-log', 'fw.log', '--with', 'a=1'],
  ['explain-log', 'fw.log', '--zone', 'Tokyo'],
  ['explain-log', 'fw.log', '--catalog', './none.yaml'],
  ['explain-log', 'fw.log', '--catalog', './full.yaml'],
  ['explain-log', 'none.log'],
  ['explain-log', 'x.txt'],
  ['init'],
  ['init', '--azure-functions', 'func-1'],
  ['init', '--from', 'x.txt', '--out', '-'],
  ['init', '--from', 'hosts.txt', '--azure-functions', 'f', '--region', 'japaneast', '-o', '-'],
  ['init', '--acr', 'contoso', '--arc', '--region', 'japaneast', '--out', '-'],
  ['init', '--google', 'p-1', '--vip', 'restricted', '--out', 'new.yaml'],
  ['init', '--google', 'p-1', '--out', 'new.yaml'],
  ['init', '--google', 'p-1', '--out', 'new.yaml', '--force'],
  ['network', 'pull'],
  ['network', 'pull', '--subscription', 'x'],
  ['serve', '--port', '65536'],
  ['serve', '-c', 'nothing.yaml'],
  ['check', '--url', 'ftp://x.test'],
  ['check', '--url', 'https://x.test', '--expect', 'reachability'],
  ['check', '--url', 'https://x.test', '--ca', 'none.pem'],
  ['check', '--url', 'https://x.test', '--network', 'none.json'],
  ['check', '--only', 'nothing'],
  ['check', '--catalog', 'azure-functions', '--with', 'app=f'],
  ['check', '--write', 'pdf=a.pdf'],
  ['alerts', 'test', '--channel', 'x', '-c', 'full.yaml'],
  ['nothing'],
  ['completion', 'nothing'],
]

/** What differs from place to place. */
function steady(text: string, cwd: string): string {
  return text
    .replaceAll(cwd, 'CWD')
    .replaceAll(/open for \d[^,;]*/g, 'open for AGE')
    .replaceAll(/(\S+Z {2})?acknowledged .*|Acknowledged .*/g, 'acknowledged')
}

test('every command says the same, whole', async () => {
  await using place = await seen(SWEEPS)
  const cwd = place.path
  const config =
    'vantage: prod-japaneast\ntargets: [{ name: web, url: "https://web.contoso.com/" }]\n'
  const file = (name: string) => readFileSync(path.join(REPORTS, `${name}.json`), 'utf8')
  await writeFile(path.join(cwd, 'perimeter.yaml'), config)
  await writeFile(path.join(cwd, 'a.json'), file('systems-registry-healthy'))
  await writeFile(path.join(cwd, 'b.json'), file('systems-registry-data-record-missing'))
  const given = { 'full.yaml': FULL, 'own.yaml': OWN, 'fw.log': LOG, 'x.txt': 'of no kind\n' }
  for (const [name, text] of Object.entries(given)) await writeFile(path.join(cwd, name), text)
  await writeFile(path.join(cwd, 'hosts.txt'), 'ledger.example\ndb.internal:1433\n')
  const store = openSqliteStore(path.join(cwd, 'perimeter.db'))
  const [open] = await store.incidents({ state: 'open', limit: 1 })
  const ids: Readonly<Record<string, string>> = { [INCIDENT]: place.id, [OPEN]: open?.id ?? '' }
  const missing = checkReport(JSON.parse(file('blocked-typo')))
  await store.append({ ...missing, kind: 'on-demand', startedAt: '2026-11-21T00:00:00.000Z' })
  await store.close()
  const said: string[] = []
  for (const args of CALLS) {
    const words = args.map((word) => ids[word] ?? word)
    const { status, out, err } = await call(words, { cwd })
    said.push(`$ perimeter ${args.join(' ')}\n${steady(out, cwd)}${steady(err, cwd)}-> ${status}\n`)
  }
  await expect(said.join('\n')).toMatchFileSnapshot(FILE)
})
