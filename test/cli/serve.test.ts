import { chmod, mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { stderrLog } from '../../cli/serve/log.ts'
import type { Report } from '../../shared/model/report.ts'
import type { StatusData } from '../../shared/web/status-data.ts'
import { openStore } from '../../stores/open-store.ts'
import { mintRoot } from '../fixtures/mint.ts'
import { closedPort, tcpServer } from '../fixtures/tcp-server.ts'
import { call, folder } from './call.ts'
import { serveConfig as config, serving } from './serving.ts'

describe('perimeter serve', () => {
  test('sweeps at once, serves what it found, and ends when it is told to', async () => {
    await using place = await folder(config(await closedPort()))
    await using at = await serving(place.path)
    await at.said('Swept 1 target')
    const token = /^Token: (\S+)/m.exec(at.out())?.[1] ?? ''
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${at.origin}/api/status`, { headers })
    const { vantages } = (await answer.json()) as StatusData
    expect(vantages).toMatchObject([{ name: 'here', latest: { kind: 'scheduled' } }])
    expect((await fetch(`${at.origin}/api/status`)).status).toBe(401)
    expect(at.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await at.stop()).toBe(0)
    await expect(fetch(`${at.origin}/api/health`)).rejects.toThrow()
  })

  test('on a terminal it speaks to a person: one line a sweep, causes first', async () => {
    await using place = await folder(config(await closedPort()))
    await using at = await serving(place.path, { NO_COLOR: '1' }, true)
    await at.said('1 target in')
    const [line = ''] = at
      .err()
      .split('\n')
      .filter((text) => text.includes('FAIL'))
    expect(line).toMatch(/^\d\d:\d\d:\d\d FAIL {2}1 cause, 1 target: .* \(1 target in .*s\)$/)
    for (const text of ['\u001b', 'new to fail', 'Swept']) expect(at.err()).not.toContain(text)
  })

  test('on a terminal it is coloured, and elsewhere it is lines of JSON', async () => {
    await using place = await folder(config(await closedPort()))
    await using at = await serving(place.path, {}, true)
    await at.said('1 target in')
    expect(at.err()).toContain('\u001b[')
    await at.stop()
    await using piped = await serving(place.path)
    await piped.said('"event":"sweep"')
    const lines = piped.err().trim().split('\n')
    const sweep = lines.map((text) => JSON.parse(text)).find((entry) => entry.event === 'sweep')
    expect(sweep.causes).toMatchObject([{ code: 'tcp-refused', targets: 1 }])
  })

  test('on a terminal the severity stands before what is worse than information', () => {
    const said: string[] = []
    const terminal = { out: true, err: true, columns: 80 }
    const log = stderrLog({ err: (text) => said.push(text), terminal }, () => new Date(0))
    for (const severity of ['debug', 'info', 'warning', 'error'] as const) {
      log.write({ severity, message: 'so it is' })
      log.write({ severity, message: 'new to fail', fields: { event: 'transition' } })
    }
    expect(said).toEqual(['', 'warning: ', 'error: '].map((mark) => `00:00:00 ${mark}so it is\n`))
  })

  test('the token is made once, told once, and nobody else may read it', async () => {
    await using place = await folder(config(await closedPort()))
    const file = path.join(place.path, 'perimeter.db.token')
    const first = await serving(place.path)
    await first.stop()
    const token = (await readFile(file, 'utf8')).trim()
    const greeting = (origin: string, secret: string) =>
      `Perimeter: ${origin}/\nToken: ${secret}\n       a browser asks for it as the password; the user name may be anything\n`
    expect(first.out()).toBe(
      greeting(first.origin, `${token}\n       shown this once, kept in ${file}`),
    )
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(token).toMatch(/^[\w-]{32}$/)
    await using second = await serving(place.path)
    expect(second.out()).toBe(greeting(second.origin, `the one in ${file}`))
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(`${second.origin}/api/status`, { headers })).status).toBe(200)
  })

  test('a token of the environment is used and never shown', async () => {
    await using place = await folder(config(await closedPort()))
    const token = 'of-the-environment-0123456789'
    // Loopback still, but not by a name that says so.
    const flags = ['--host', '::ffff:127.0.0.1']
    await using at = await serving(place.path, { PERIMETER_TOKEN: token }, false, flags)
    expect(at.out().split('\n').slice(1)).toEqual([
      'Token: the one of PERIMETER_TOKEN',
      '       a browser asks for it as the password; the user name may be anything',
      'Whoever reaches ::ffff:127.0.0.1 reads along: this is plain HTTP, to be put behind a server that speaks TLS',
      '',
    ])
    const headers = { authorization: `Bearer ${token}` }
    expect(
      (await fetch(`http://127.0.0.1:${new URL(at.origin).port}/api/status`, { headers })).status,
    ).toBe(200)
    expect(at.out() + at.err()).not.toContain(token)
  })

  test.each([
    ['2d', 1],
    ['9d', 2],
  ])('retention: %s: of two reports, one of three days ago, %i stay', async (retention, kept) => {
    const files = config(await closedPort(), `retention: ${retention}\n`)
    await using place = await folder(files)
    const { out } = await call(['check', '--format', 'json'], { cwd: place.path })
    const now: Report = JSON.parse(out)
    const [startedAt, finishedAt] = [now.startedAt, now.finishedAt].map((time) =>
      new Date(Date.parse(time) - 3 * 86_400_000).toISOString(),
    ) as [string, string]
    const store = await openStore({ kind: 'sqlite', settings: 'perimeter.db' }, place.path)
    await store.append({ ...now, id: `${now.id}-old`, startedAt, finishedAt })
    await store.close()
    const at = await serving(place.path)
    await at.said('Swept 1 target')
    await at.stop()
    const history = await call(['history', 'own', '--format', 'json'], { cwd: place.path })
    expect(JSON.parse(history.out)).toHaveLength(kept)
  })

  test('a sweep under way is ended, and what it has is kept', async () => {
    const { promise: reached, resolve } = Promise.withResolvers<void>()
    await using silent = await tcpServer(() => resolve())
    await using place = await folder(config(silent.port))
    const at = await serving(place.path)
    await reached
    expect(await at.stop()).toBe(0)
    const history = await call(['history', 'own', '--format', 'json'], { cwd: place.path })
    expect(JSON.parse(history.out)).toMatchObject([{ verdict: 'inconclusive' }])
  })

  test('files of the configuration are looked for where it stands', async () => {
    const { 'perimeter.yaml': yaml = '' } = config(await closedPort(), 'ca: roots.pem\n')
    const { pem } = await mintRoot()
    await using place = await folder({})
    await mkdir(path.join(place.path, 'etc'))
    await writeFile(path.join(place.path, 'etc', 'perimeter.yaml'), yaml)
    await writeFile(path.join(place.path, 'etc', 'roots.pem'), pem)
    await using at = await serving(place.path, {}, false, ['-c', 'etc/perimeter.yaml'])
    await at.said('Swept 1 target')
    expect(await at.stop()).toBe(0)
  })

  test.for([
    { name: 'no configuration', files: {}, env: {}, says: 'Cannot read the configuration' },
    {
      name: 'nothing to check',
      files: { 'perimeter.yaml': '{}' },
      env: {},
      says: 'nothing to check',
    },
    {
      name: 'a token too short',
      files: config(1),
      env: { PERIMETER_TOKEN: 'x' },
      says: 'fewer than 16',
    },
  ])('$name ends with status 2', async ({ files, env, says }) => {
    await using place = await folder(files as Record<string, string>)
    const got = await call(['serve', '--port', '0'], {
      cwd: place.path,
      env: env as Record<string, string>,
    })
    expect(got.status).toBe(2)
    expect(got.err).toContain(says)
  })

  test('a port that is taken, and one that is none', async () => {
    await using taken = await tcpServer(() => undefined)
    await using place = await folder(config(1))
    const got = await call(['serve', '--port', String(taken.port)], { cwd: place.path })
    expect(got).toMatchObject({ status: 2 })
    expect(got.err).toContain('EADDRINUSE; another process has it')
    expect((await call(['serve', '--port', '65536'], { cwd: place.path })).status).toBe(2)
  })

  test.for([
    ...[0o644, 0o640, 0o620, 0o610, 0o604, 0o602].map((mode) => {
      const octal = mode.toString(8)
      return [octal, async (file: string) => await chmod(file, mode), `(mode ${octal})`] as const
    }),
    [
      'that is a link',
      async (file: string) => {
        await rename(file, `${file}.elsewhere`)
        await symlink(`${file}.elsewhere`, file)
      },
      'symbolic link',
    ],
  ] as const)('a token file %s', async ([, spoil, why]) => {
    await using place = await folder(config(1))
    const file = path.join(place.path, 'perimeter.db.token')
    await writeFile(file, 'a-token-that-is-long-enough\n', { mode: 0o600 })
    await spoil(file)
    const got = await call(['serve', '--port', '0'], { cwd: place.path })
    expect(got).toMatchObject({ status: 2 })
    expect(got.err).toContain(why)
    expect(got.err).not.toContain('a-token-that')
  })

  test('a token file that cannot be read', async () => {
    await using place = await folder(config(1))
    await mkdir(path.join(place.path, 'perimeter.db.token'))
    const got = await call(['serve', '--port', '0'], { cwd: place.path })
    expect(got).toMatchObject({ status: 2 })
    expect(got.err).toContain('PERIMETER_TOKEN')
  })
})
