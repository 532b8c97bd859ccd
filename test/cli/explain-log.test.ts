import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { call, folder } from './call.ts'
import { FINE, ORYX } from './log-lines.ts'

const OWN = 'TCP request from 10.0.0.4:50000 to 10.1.0.5:1433. Action: Deny.\n'
const STRANGER = 'HTTPS request from 10.0.0.4:1 to api.github.com:443. Action: Deny. Default\n'

const CONFIG = `
ipRanges: [tags.json]
catalogs:
  - use: azure-functions
    with: { app: func-orders, region: japaneast, build: [python] }
  - use: ./own.yaml
targets:
  - { name: orders database, url: "tcp://10.1.0.5:1433" }
  - { name: no shopping, url: "https://shop.example/", expect: { reachability: blocked } }
`
const CATALOG = `
name: own
version: "2026-11-20"
title: Ours
about: Ours
sources: { wiki: { title: Wiki, url: "https://wiki.example/" } }
capabilities: [{ id: ledger, name: The ledger opens, symptom: "Error 17" }]
endpoints:
  - { id: ledger, url: "https://ledger.example/", for: [ledger], source: wiki, asOf: "2026-11-20", wildcard: "*.ledger.example" }
`
const TAGS = JSON.stringify({
  values: [{ name: 'Storage.JapanEast', properties: { addressPrefixes: ['20.60.0.0/16'] } }],
})

function site(log: string) {
  return folder({ 'fw.log': log, 'perimeter.yaml': CONFIG, 'own.yaml': CATALOG, 'tags.json': TAGS })
}

describe('perimeter explain-log', () => {
  test('names the capability, what the user sees, and how often; status 1', async () => {
    await using at = await folder({ 'fw.log': ORYX.repeat(37) + FINE + STRANGER })
    const { status, out } = await call(['explain-log', 'fw.log'], { cwd: at.path })
    expect(status).toBe(1)
    expect(out).toContain('Remote build of a Python app')
    expect(out).toMatch(/what the user sees\s+pip install fails/)
    expect(out).toMatch(/oryx-cdn\.microsoft\.io:443\s+denied 37 times/)
    const yaml = out.slice(out.indexOf('targets:'), out.indexOf('KNOWN AND LET THROUGH'))
    const targets = [{ name: 'api.github.com', url: 'https://api.github.com/' }]
    expect(parse(yaml)).toEqual({ targets })
  })

  test('the target list is a configuration that validate accepts', async () => {
    const plain = STRANGER.replace('HTTPS', 'HTTP').replace('443', '80')
    // The last one would have the id of the first.
    const log = [STRANGER, OWN, plain, STRANGER.replace('api.', 'api-')].join('')
    await using at = await folder({ 'fw.log': log })
    const { out } = await call(['explain-log', 'fw.log'], { cwd: at.path })
    await writeFile(path.join(at.path, 'perimeter.yaml'), out.slice(out.indexOf('targets:')))
    const validated = await call(['validate'], { cwd: at.path })
    expect(validated).toMatchObject({ status: 0, err: '' })
    expect(validated.out).toContain('3 targets')
  })

  test('the last line counts without its end', async () => {
    await using at = await folder({ 'fw.log': FINE + ORYX.trimEnd() })
    const { status, out } = await call(['explain-log', 'fw.log'], { cwd: at.path })
    expect(status).toBe(1)
    expect(out).toContain('Remote build of a Python app')
  })

  test('status 0 when nothing needed is denied', async () => {
    await using at = await folder({ 'fw.log': FINE + STRANGER })
    expect((await call(['explain-log', 'fw.log'], { cwd: at.path })).status).toBe(0)
  })

  test('--config: its targets, its catalogs with their wildcards, its owners, what it wants blocked', async () => {
    const log = [
      OWN,
      STRANGER.replace('api.github.com', 'eu.ledger.example'),
      STRANGER.replace('api.github.com', 'other-app.azurewebsites.net'),
      OWN.replace('10.1.0.5:1433', '20.60.1.1:443'),
      FINE.replace('pypi.org', 'shop.example'),
    ]
    await using at = await site(log.join(''))
    const args = ['explain-log', 'fw.log', '-c', 'perimeter.yaml', '--format', 'json']
    const { status, out } = await call(args, { cwd: at.path })
    expect(status).toBe(1)
    const { affected, mustBeBlocked, flows } = JSON.parse(out)
    const names = affected.map((h: { capability: { name: string } }) => h.capability.name)
    expect(names.toSorted()).toEqual(['The ledger opens', 'orders database'])
    expect(mustBeBlocked).toEqual(['https://shop.example:443'])
    const of = (host: string) => flows.find((f: { host: string }) => f.host === host)
    expect(of('20.60.1.1').address.owner).toBe('Storage.JapanEast')
    expect(of('other-app.azurewebsites.net').rows).toEqual([])
  })

  test('--catalog: only that one, built in or from a file', async () => {
    const names = ['ledger.example', 'gbl.his.arc.azure.com']
    const log = ORYX + names.map((name) => STRANGER.replace('api.github.com', name)).join('')
    await using at = await site(log)
    const run = (...more: string[]) => call(['explain-log', 'fw.log', ...more], { cwd: at.path })
    const own = await run('--catalog', './own.yaml')
    expect(own.out).toContain('The ledger opens')
    expect(own.out).not.toContain('Remote build')
    expect((await run('--catalog', 'cloud-sql')).status).toBe(0)
    const both = await run('--catalog', './own.yaml', '--catalog', 'azure-functions')
    expect(both.out).toContain('The ledger opens')
    expect(both.out).toContain('Remote build')
    const beside = await run('--catalog', 'azure-arc-servers', '-c', 'perimeter.yaml')
    for (const one of ['ledger', 'build', 'server connects']) expect(beside.out).toContain(one)
  })

  test.for([['--catalog', './own.yaml'], ['--config', 'perimeter.yaml'], []])(
    '%j: what another system needs is told as its, where not all are asked for',
    async (flags) => {
      await using at = await site(STRANGER.replace('api.github.com', 'contoso.azurecr.io'))
      const args = ['explain-log', 'fw.log', ...flags, '--format', 'json']
      const [flow] = JSON.parse((await call(args, { cwd: at.path })).out).flows
      const isLimited = flags.length > 0
      expect(flow.rows.length > 0).toBe(!isLimited)
      if (isLimited) expect(flow.alsoIn).toContain('azure-container-registry')
      else expect(flow.alsoIn ?? []).toEqual([])
    },
  )

  test('--config: a catalog under another name has its wildcards, too', async () => {
    await using at = await site(STRANGER.replace('api.github.com', 'eu.ledger.example'))
    const used = CONFIG.replace('use: ./own.yaml', '{ use: ./own.yaml, as: books }')
    await writeFile(path.join(at.path, 'perimeter.yaml'), used)
    const args = ['explain-log', 'fw.log', '-c', 'perimeter.yaml', '--format', 'json']
    const { affected } = JSON.parse((await call(args, { cwd: at.path })).out)
    expect(affected).toMatchObject([{ capability: { id: 'books/ledger' } }])
  })

  test('--format markdown', async () => {
    await using at = await folder({ 'fw.log': ORYX })
    const args = ['explain-log', 'fw.log', '--format', 'markdown']
    const { out } = await call(args, { cwd: at.path })
    expect(out).toContain('### Denied, and needed')
    expect(out).toContain('- `oryx-cdn.microsoft.io:443` denied once')
  })

  const BLOCKED = `
targets:
  - { name: games, url: https://games.example, expect: { reachability: blocked } }
  - { name: chat, url: https://chat.example, expect: { reachability: blocked } }
`
  const through = (tag: string, host: string) =>
    `1764489600.123 12 10.0.0.4 ${tag} 39 CONNECT ${host}:443 - HIER_NONE/- -\n`

  test('what came through once was not blocked, and what only failed was not denied', async () => {
    const log = [
      through('TCP_DENIED/403', 'games.example'),
      through('TCP_TUNNEL/200', 'games.example'),
      through('TCP_MISS/503', 'chat.example'),
    ]
    await using at = await folder({ 'fw.log': log.join(''), 'perimeter.yaml': BLOCKED })
    const run = (...more: string[]) =>
      call(['explain-log', 'fw.log', '-c', 'perimeter.yaml', ...more], { cwd: at.path })
    const { out } = await run()
    expect(out).toMatch(/LET THROUGH, AND MUST BE BLOCKED\n {2}games/)
    expect(out).toMatch(/\nBLOCKED OR NOT REACHED, AS IT MUST BE\n {2}chat/)
    expect((await run('--format', 'markdown')).out).toContain(
      '## Something was let through that must be blocked',
    )
  })

  test('a line of a program tells of no denial, and of no device that let it through', async () => {
    const line =
      '2026-11-30T08:00:01Z ERROR Get "https://pypi.org/": dial tcp 151.101.0.223:443: i/o timeout\n'
    await using at = await folder({ 'app.log': line })
    const { out } = await call(['explain-log', 'app.log'], { cwd: at.path })
    expect(out).toMatch(/^1 record; error lines: 1\n1 flow: 1 failed\n\nFAILED, AND NEEDED\n/)
    expect(out).toMatch(/pypi\.org:443 {2}failed once/)
    expect(out).not.toMatch(/denied|let through|151\.101/i)
  })

  test('what a catalog needs is kept, however many other flows come before', {
    timeout: 60_000,
  }, async () => {
    const scan = Array.from({ length: 50_010 }, (_, i) => STRANGER.replace('api', `h${i}`)).join('')
    await using at = await folder({ 'fw.log': scan + ORYX })
    const { status, out } = await call(['explain-log', 'fw.log'], { cwd: at.path })
    expect(out).toContain('oryx-cdn.microsoft.io:443')
    expect(status).toBe(1)
  })

  const LOCAL =
    '"TimeGenerated [Local Time]",Fqdn,DestinationPort,Action\n"11/20/2026, 6:00:01.100 PM",pypi.org,443,Deny\n'

  test('local time is shown in a zone that is given, and not at all without one', async () => {
    await using at = await folder({ 'fw.csv': LOCAL })
    const without = await call(['explain-log', 'fw.csv'], { cwd: at.path })
    expect(without.out).toContain('1 time not shown')
    const given = await call(['explain-log', 'fw.csv', '--zone', '+09:00'], { cwd: at.path })
    expect(given.out).toContain('2026-11-20 09:00:01Z')
    expect(
      (await call(['explain-log', 'fw.csv', '--zone', 'Tokyo'], { cwd: at.path })).status,
    ).toBe(2)
  })
})
