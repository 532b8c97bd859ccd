import { chmod, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { NetworkConfiguration } from '../../shared/cloud-network/model.ts'
import type { Report } from '../../shared/model/report.ts'
import { azureError } from '../fixtures/azure-api.ts'
import { clouds, healthyAzure, healthyGoogle } from '../fixtures/clouds.ts'
import { googleError } from '../fixtures/google-api.ts'
import type { Asked } from '../identity/endpoint.ts'
import { SUBSCRIPTION } from '../shared/cloud-network/pull/pulling.ts'
import { call } from './call.ts'
import { serving } from './serving.ts'

const BY_IDENTITY = `network: { azure: { subscriptions: [${SUBSCRIPTION}] }, subnet: vnet-app/app }`

describe('perimeter network pull', () => {
  test('reads through the proxy with the roots of the configuration, and prints what --network takes', async () => {
    await using at = await clouds()
    await at.config(BY_IDENTITY)
    const { status, out, err } = await call(['network', 'pull'], at)
    expect(err).toBe('')
    expect(status).toBe(0)
    const configuration = JSON.parse(out) as NetworkConfiguration
    expect(configuration.azure.securityGroups[0]?.rules[0]?.name).toBe('deny-all')
    expect(configuration.takenAt).toMatch(/^20\d\d-/)
    // A person reads it, and puts it under version control.
    expect(out).toBe(`${JSON.stringify(configuration, null, 1)}\n`)
    expect(at.azure.asked[0]?.headers.authorization).toBe('Bearer token-of-the-probe')
    expect(out).not.toContain('token-of-the-probe')
    await writeFile(path.join(at.cwd, 'network.json'), out)
    await at.config('network: { file: network.json, subnet: vnet-app/app }')
    const checked = await call(['check', '--format', 'json'], at)
    expect((JSON.parse(checked.out) as Report).network).toMatchObject({
      place: 'vnet-app/app',
      takenAt: configuration.takenAt,
    })
  })

  test.for([
    // Named ones are read, and not those of the configuration besides.
    ['a flag', BY_IDENTITY, ['--project', 'my-host-project']],
    ['the configuration', 'network: { google: { projects: [my-host-project] } }', []],
  ] as const)(
    'with the login of gcloud, and projects that %s names',
    async ([, section, flags]) => {
      await using at = await clouds()
      await at.config(section)
      const script =
        '#!/bin/sh\n[ "$1 $2" = "auth print-access-token" ] && echo token.of-whoever_is-logged-in\n'
      await writeFile(path.join(at.cwd, 'gcloud'), script)
      await chmod(path.join(at.cwd, 'gcloud'), 0o755)
      const env = { ...at.env, PATH: `${at.cwd}:${at.env['PATH']}` }
      const args = ['network', 'pull', '-c', 'perimeter.yaml', ...flags]
      const { status, out, err } = await call(args, { cwd: at.cwd, env })
      expect(err).toBe('')
      expect(status).toBe(0)
      expect((JSON.parse(out) as NetworkConfiguration).google.subnets[0]?.name).toBe('app')
      expect(new Set(at.google.asked.map(({ headers }) => headers.authorization))).toEqual(
        new Set(['Bearer token.of-whoever_is-logged-in']),
      )
      expect(at.google.asked[0]?.path).toBe(
        '/compute/v1/projects/my-host-project/global/networks?maxResults=500',
      )
      expect(at.azure.asked).toEqual([])
    },
  )

  test('a token that the cloud does not take is got anew', async () => {
    const refuses = ({ headers }: Asked) => headers.authorization?.endsWith('token-number-1-of-it')
    await using at = await clouds(healthyAzure, (asked) =>
      refuses(asked) ? googleError(401, 'UNAUTHENTICATED', 'authError') : healthyGoogle(asked),
    )
    const script = '#!/bin/sh\necho x >> "$0.n"\necho token-number-$(grep -c x "$0.n")-of-it\n'
    await writeFile(path.join(at.cwd, 'gcloud'), script)
    await chmod(path.join(at.cwd, 'gcloud'), 0o755)
    await at.config('')
    const env = { ...at.env, PATH: `${at.cwd}:${at.env['PATH']}` }
    const args = ['network', 'pull', '-c', 'perimeter.yaml', '--project', 'my-host-project']
    expect(await call(args, { cwd: at.cwd, env })).toMatchObject({ status: 0, err: '' })
    const tokens = at.google.asked.map(({ headers }) => headers.authorization?.split('-')[2])
    expect(tokens[0]).toBe('1')
    // Of two APIs that refuse it at the same time each may get one.
    expect(tokens.filter((number) => number === '1').length).toBeLessThanOrEqual(2)
    expect(tokens.at(-1)).not.toBe('1')
  })

  test('what could not be read is told, and ends with status 1', async () => {
    await using at = await clouds((asked) =>
      asked.body.includes('dnsresources')
        ? azureError(403, 'AuthorizationFailed')
        : healthyAzure(asked),
    )
    await at.config(BY_IDENTITY)
    const { status, out, err } = await call(['network', 'pull'], at)
    expect(status).toBe(1)
    expect(err).toContain('not read: records of private DNS zones: was refused with status 403')
    expect(JSON.parse(out)).toMatchObject({ azure: { unreadLayers: ['dns'] } })
  })

  test('without any network it prints none', async () => {
    await using at = await clouds(() => azureError(403, 'AuthorizationFailed'))
    await at.config(BY_IDENTITY)
    const { status, out, err } = await call(['network', 'pull'], at)
    expect([status, out]).toEqual([1, ''])
    expect(err).toContain('the identity needs Reader on the subscriptions')
    expect(err).toMatch(
      /\nperimeter: no network could be read; docs\/network\.md says which rights it takes\n$/,
    )
  })

  test.for([
    { args: [], says: 'does not say whose networks to read: name them with --subscription' },
    { args: ['--subscription', 'prod'], says: 'is not the id of a subscription' },
    { args: ['--project', 'My Project'], says: 'is not the id of a project' },
  ])('$args is refused: $says', async ({ args, says }) => {
    await using at = await clouds()
    await at.config('')
    const { status, err } = await call(['network', 'pull', ...args], at)
    expect(status).toBe(2)
    expect(err).toContain(says)
  })
})

describe('a check that reads the network itself', () => {
  test('names what decides, by what was read beside the sweep', async () => {
    await using at = await clouds()
    await at.config(BY_IDENTITY)
    const { out, status } = await call(['check', '--format', 'json'], at)
    expect(status).toBe(0)
    const report = JSON.parse(out) as Report
    expect(report.network).toMatchObject({ place: 'vnet-app/app', unread: [] })
    expect(report.results[0]?.findings).toMatchObject([
      { code: 'configuration-disagrees', object: { name: 'nsg-app', rule: 'deny-all' } },
    ])
  })

  test('is as without it where nothing can be read, and says so', async () => {
    await using at = await clouds(() => azureError(403, 'AuthorizationFailed'))
    await at.config(BY_IDENTITY)
    const { out, err, status } = await call(['check', '--format', 'json'], at)
    expect(status).toBe(0)
    const report = JSON.parse(out) as Report
    expect(report.results[0]).toMatchObject({ verdict: 'pass', findings: [] })
    expect(report.network).toMatchObject({
      place: null,
      unread: [{ what: 'Azure', why: expect.stringContaining('needs Reader') }],
    })
    expect(err).toContain('Not all of the network could be read: Azure')
  })

  test.for([
    { section: 'network: { subnet: a/b }', says: 'does not say where the configuration comes' },
    {
      section: 'network: { file: n.json, google: { projects: [my-project] } }',
      says: 'names a file and clouds to read from',
    },
  ])('$section is refused', async ({ section, says }) => {
    await using at = await clouds()
    await at.config(section)
    const { err, status } = await call(['check'], at)
    expect(status).toBe(2)
    expect(err).toContain(says)
  })
})

test('serve reads it beside its sweeps, and once for all that come within the time', async () => {
  await using at = await clouds()
  await at.config(`vantage: here\nresolvers: []\n${BY_IDENTITY}`)
  await using running = await serving(at.cwd, at.env)
  await running.said('Swept 1 target')
  const token = /^Token: (\S+)/m.exec(running.out())?.[1] ?? ''
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const asked = at.azure.asked.length
  const body = JSON.stringify({ targets: ['app'] })
  const check = await fetch(`${running.origin}/api/check`, { method: 'POST', headers, body })
  expect((await check.json()) as Report).toMatchObject({ network: { place: 'vnet-app/app' } })
  expect([asked > 0, at.azure.asked.length]).toEqual([true, asked])
})
