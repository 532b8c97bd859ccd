import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { call, folder } from './call.ts'
import { FINE, FLOWS, ORYX } from './log-lines.ts'

describe('the file that explain-log reads', () => {
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
