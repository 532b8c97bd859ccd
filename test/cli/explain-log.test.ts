import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { call, folder } from './call.ts'

const ORYX =
  'HTTPS request from 10.0.0.4:50000 to oryx-cdn.microsoft.io:443. Action: Deny. No rule matched. Proceeding with default action\n'
const OWN = 'TCP request from 10.0.0.4:50000 to 10.1.0.5:1433. Action: Deny.\n'
const FINE = 'HTTPS request from 10.0.0.4:1 to pypi.org:443. Action: Allow. Rule: r\n'
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

const FLOWS =
  '{"logName":"projects/p/logs/compute.googleapis.com%2Fvpc_flows","jsonPayload":{"bytes_sent":"1"}}\n'

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

  test('gzip, UTF-16 and standard input read alike', async () => {
    await using at = await folder({ 'fw.log': ORYX })
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(ORYX, 'utf16le')])
    await writeFile(path.join(at.path, 'fw.gz'), gzipSync(ORYX))
    await writeFile(path.join(at.path, 'fw.txt'), utf16)
    const run = (file: string) => call(['explain-log', file], { cwd: at.path })
    const plain = await run('fw.log')
    const said = (encoding: string) => ({
      ...plain,
      out: plain.out.replace(': 1\n', `: 1; ${encoding}\n`),
    })
    expect(await run('fw.gz')).toEqual(said('gzip'))
    expect(await run('fw.txt')).toEqual(said('UTF-16LE'))
    // The mark is not needed: a zero in every second byte tells as much.
    await writeFile(path.join(at.path, 'fw.txt'), utf16.subarray(2))
    expect(await run('fw.txt')).toEqual(said('UTF-16LE'))
    utf16.swap16()
    for (const bytes of [utf16, utf16.subarray(2)]) {
      await writeFile(path.join(at.path, 'fw.txt'), bytes)
      expect(await run('fw.txt')).toEqual(said('UTF-16BE'))
    }
    await writeFile(path.join(at.path, 'fw.mac'), ORYX.replaceAll('\n', '\r'))
    expect(await run('fw.mac')).toEqual(said('lines end with CR'))
    const main = path.resolve('cli/main.ts')
    const piped = spawnSync(process.execPath, [main, 'explain-log', '-'], { input: ORYX })
    expect(piped.status).toBe(1)
    expect(piped.stdout.toString()).toBe(plain.out)
  })

  test.for([
    [['explain-log'], 'missing required argument'],
    [['explain-log', 'none.log'], 'Cannot read none.log: ENOENT'],
    [['explain-log', 'cut.gz'], 'damaged or cut off'],
    [['explain-log', 'fw.log', '--catalog', 'azure-function'], 'Did you mean "azure-functions"'],
    [['explain-log', 'fw.log', '--catalog', './none.yaml'], 'Cannot read the catalog'],
    [['explain-log', 'fw.log', '--catalog', './bad.yaml'], 'bad.yaml:1:1'],
    [['explain-log', 'fw.log', '-c', 'none.yaml'], 'Cannot read the configuration'],
    [['explain-log', 'fw.log', '--format', 'html'], 'Allowed choices'],
  ] as const)('%j ends with status 2: %s', async ([args, message]) => {
    await using at = await folder({ 'fw.log': ORYX, 'bad.yaml': 'name: bad\n' })
    const cut = gzipSync(ORYX).subarray(0, 40)
    await writeFile(path.join(at.path, 'cut.gz'), cut)
    const { status, err } = await call(args, { cwd: at.path })
    expect(err).toContain(message)
    expect(status).toBe(2)
  })

  /** What reassures falsely is worse than what says nothing. */
  test.for([
    ['nothing understood', 'name: bad\n', 4],
    ['all understood, nothing needed denied', FINE, 0],
    ['one line of many not understood', `${FINE.repeat(5)}what is this\n`, 1],
    ['mostly not understood', `${FINE}what\nis\nthis\n`, 4],
    ['a log that tells of no decision', '2026-11-20T10:00:00Z INFO all is well\n', 4],
    ['needed and denied beside what is not understood', `${ORYX}what\nis\nthis\n`, 1],
  ] as const)('%s: status', async ([, log, expected]) => {
    await using at = await folder({ 'fw.log': log })
    expect((await call(['explain-log', 'fw.log'], { cwd: at.path })).status).toBe(expected)
  })

  test('a large file of which nothing was understood is not read to its end, and that is said', {
    timeout: 60_000,
  }, async () => {
    const opaque = 'x'.repeat(68_000_000)
    await using at = await folder({})
    await writeFile(path.join(at.path, 'none.gz'), gzipSync(`${opaque}\n${ORYX}`))
    const none = await call(['explain-log', 'none.gz'], { cwd: at.path })
    expect(none.status).toBe(4)
    expect(none.err).toContain('the rest was not read')
    expect(none.out).toContain('the rest was not read')
    await writeFile(path.join(at.path, 'one.gz'), gzipSync(`${FINE}${opaque}\n${ORYX}`))
    const one = await call(['explain-log', 'one.gz'], { cwd: at.path })
    expect(one.status).toBe(1)
    expect(one.out).toContain('oryx-cdn.microsoft.io:443')
  })

  test.for([
    ['an empty file', '', 'No record is in fw.log'],
    ['a workbook', 'PK\u0003\u0004\u0014x', 'save it as CSV'],
    ['what gcloud prints by default', '---\ninsertId: abc\nlogName: x\n', '--format json'],
    ['no format that is known', 'what\nis\nthis\n', 'No line of fw.log is in a format'],
    ['a log without decisions', FLOWS.repeat(2), 'no decision stands in VPC flow log'],
    ['one with a flow of another', FLOWS.repeat(3) + FINE, 'Most of fw.log was not understood'],
    ['one with other lines', `${FLOWS}what is this\n`, 'Most of fw.log was not understood'],
  ] as const)('status 4 says why: %s', async ([, log, why]) => {
    await using at = await folder({ 'fw.log': log })
    const { status, err } = await call(['explain-log', 'fw.log'], { cwd: at.path })
    expect(err).toContain(why)
    expect(status).toBe(4)
    const { out } = await call(['explain-log', 'fw.log', '--format', 'markdown'], { cwd: at.path })
    expect(out).toContain('## The log does not say what was denied')
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

  test('a slow pipe is waited for, and a reader that goes ends it quietly', {
    timeout: 300_000,
  }, async () => {
    await using at = await folder({ 'fw.log': ORYX.repeat(2000) })
    const run = (command: string) =>
      spawnSync('sh', ['-c', command], { cwd: at.path, encoding: 'utf8' })
    const main = `${process.execPath} ${path.resolve('cli/main.ts')}`
    const slow = run(`(sleep 1; cat fw.log) | ${main} explain-log -`)
    expect({ status: slow.status, stderr: slow.stderr }).toEqual({ status: 1, stderr: '' })
    const gone = run(`${main} explain --format json | head -c 10`)
    expect({ stdout: gone.stdout.length, stderr: gone.stderr }).toEqual({ stdout: 10, stderr: '' })
    const full = run(`${main} explain > /dev/full`)
    expect(full.status).toBe(3)
    expect(full.stderr).toContain('Cannot write the result: no room is left on the disk')
  })
})
