import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { byExample } from '../shared/catalog/sample.ts'
import { call, folder } from './call.ts'

/** The parameters of a catalog, by example. */
function examples(name: string): readonly string[] {
  const catalog = CATALOGS.find((one) => one.name === name)
  if (catalog === undefined) throw new Error(`no catalog ${name}`)
  return Object.entries(byExample(catalog)).flatMap(([key, value]) => ['--with', `${key}=${value}`])
}

interface Shown {
  readonly endpoints: readonly { readonly url: string; readonly source: unknown }[]
}

test.for(CATALOGS.map(({ name }) => name))(
  'catalog show %s prints its endpoints by example, alike in every format, and validate takes them',
  async (name) => {
    const given = examples(name)
    const show = (...more: string[]) => call(['catalog', 'show', name, ...given, ...more])
    const json = await show('--as-targets')
    await using made = await folder({ 'perimeter.yaml': json.out })
    const validated = await call(['validate', path.join(made.path, 'perimeter.yaml')])
    expect(validated, validated.err).toMatchObject({ status: 0 })
    const { targets } = parse(json.out) as { targets: { url: string }[] }
    expect(targets.length).toBeGreaterThan(0)
    if (given.length === 0) return
    const shown = JSON.parse((await show('--format', 'json')).out) as Shown
    expect(shown.endpoints.map(({ url }) => url)).toEqual(targets.map(({ url }) => url))
    expect(shown.endpoints.filter(({ source }) => source === null)).toEqual([])
    expect(parse((await show('--format', 'yaml')).out)).toEqual(shown)
    const others = [await show('--format', 'text'), await show('--format', 'markdown')]
    for (const { url } of shown.endpoints)
      for (const { out } of others) expect.soft(out).toContain(url)
  },
)

// npx vitest run test/cli/catalog-show.test.ts -u, and read what changed.
test('every catalog as it is shown, and its endpoints by example', async () => {
  const shown: string[] = []
  for (const { name } of CATALOGS) {
    for (const given of [[], examples(name)])
      shown.push((await call(['catalog', 'show', name, ...given])).out)
  }
  await expect(shown.join('\n')).toMatchFileSnapshot('catalogs-shown.txt')
})

test.for(['markdown', 'yaml'])('the endpoints of a catalog as %s', async (format) => {
  const given = examples('azure-functions')
  const { out } = await call([
    ...['catalog', 'show', 'azure-functions', ...given, '--format', format],
  ])
  await expect(out).toMatchFileSnapshot(`catalog-shown-${format}.txt`)
})

test('targets to edit begin with what they are, and how they were asked for', async () => {
  const given = ['--with', 'registry=contoso', '--with', 'region=japaneast']
  const { out } = await call([
    ...['catalog', 'show', 'azure-container-registry', ...given, '--as-targets'],
  ])
  expect(out.split('\n').slice(0, 4)).toEqual([
    '# Endpoints of a catalog as targets of your own, to edit. Capabilities and what is optional are the catalog’s alone:',
    '# where nothing is to be changed, "catalogs: [{ use: NAME, with: {...} }]" says more and follows new versions.',
    '# azure-container-registry, registry=contoso, region=japaneast',
    'targets:',
  ])
})

test('what is expected, optional and blocked is shown with each endpoint', async () => {
  const { out } = await call([
    ...['catalog', 'show', 'azure-functions', '--with', 'app=func-orders', 'region=japaneast'],
    ...['storageAccount=stfuncorders', '--with', 'privateEndpoints=storage'],
  ])
  expect(out).toContain('https://login.windows.net/  (optional)\n')
  expect(out).toContain('expect  resolution private')
  expect(out).toContain('rule    allow tcp stfuncorders.blob.core.windows.net:443')
})

test('what is expected of a header is shown with the whole of its key', async () => {
  const own = [
    ...['name: own', 'version: 2026-11-01', 'title: Own', 'about: Own', 'parameters: {}'],
    'sources: { s: { title: t, url: "https://s.example/" } }',
    'capabilities: [{ id: work, name: It works, symptom: It does not }]',
    'endpoints:',
    '  - { id: main, url: "https://a.example/", for: [work], source: s, asOf: 2026-11-01,',
    '      expect: { http: { headers: { server: "nginx" }, status: [204] } } }',
  ].join('\n')
  await using made = await folder({ 'own.yaml': own })
  const { out, status } = await call(['catalog', 'show', path.join(made.path, 'own.yaml')])
  expect(status).toBe(0)
  expect(out).toMatch(/expect\s+http\.status 204, http\.headers\.server nginx/)
})

test('the output of azcmagent config list gives mode, proxy and what goes past it', async () => {
  const listed = (type: string) =>
    [
      'Local Configuration Settings',
      `  connection.type (preview)     : ${type}`,
      '  proxy.url                     : http://192.0.2.120:8080',
      '  proxy.bypass                  : [Arc]',
    ].join('\n')
  await using made = await folder({
    'agent.txt': listed('default'),
    'gateway.txt': listed('gateway'),
  })
  const planned = async (file: string, ...more: string[]) =>
    (
      await call([
        ...['validate', '--catalog', 'azure-arc-servers', '--with', 'region=japaneast'],
        ...['--with', `@${path.join(made.path, file)}`, ...more],
      ])
    ).out
  const direct = await planned('agent.txt')
  expect(direct).toContain('http://192.0.2.120:8080')
  expect(direct).toMatch(/gbl\.his\.arc\.azure\.com.*\.his\.arc\.azure\.com/)
  const gateway = await planned('gateway.txt', '--with', 'gateway=1234abcd')
  expect(gateway).toContain('1234abcd.gw.arc.azure.com')
})

test('az functionapp show says the plan and the deployment account of Flex Consumption', async () => {
  const site = {
    name: 'func-orders',
    location: 'Japan East',
    properties: {
      defaultHostName: 'func-orders.azurewebsites.net',
      reserved: true,
      functionAppConfig: {
        deployment: { storage: { value: 'https://stdeploy.blob.core.windows.net/packages' } },
      },
    },
  }
  await using made = await folder({ 'site.json': JSON.stringify(site) })
  const file = path.join(made.path, 'site.json')
  const { out } = await call(['catalog', 'show', 'azure-functions', '--with', `@${file}`])
  expect(out).toContain('https://stdeploy.blob.core.windows.net/')
  expect(out).not.toContain('file.core.windows.net')
})

test('what a pass from the app leaves open is shown by plan, in every format', async () => {
  const show = async (plan: string, ...more: string[]) => {
    const given = ['app=func-orders', 'region=japaneast', 'storageAccount=stfuncorders']
    const pairs = [...given, `plan=${plan}`].flatMap((pair) => ['--with', pair])
    return (await call(['catalog', 'show', 'azure-functions', ...pairs, ...more])).out
  }
  const flex = await show('flex-consumption')
  expect(flex).toContain('A pass from the app leaves open: the deployment service of Flex')
  expect(flex).toContain('outboundVnetRouting.managedIdentityTraffic')
  expect(flex).not.toContain('makes the content share')
  const premium = await show('elastic-premium', '--format', 'markdown')
  expect(premium).toContain('| a pass from the app leaves open | since |')
  expect(premium).toContain('makes the content share when the app is created')
  expect(premium).not.toContain('Flex Consumption, which writes')
  const { leavesOpen } = JSON.parse(await show('dedicated', '--format', 'json')) as {
    leavesOpen: { who: string; works: string[] }[]
  }
  expect(leavesOpen.find(({ who }) => who.includes('IDENTITY_ENDPOINT'))?.works).toEqual([
    'Microsoft Entra ID issues tokens',
  ])
})

test('a wrong parameter, a wrong name and --with without a catalog are told', async () => {
  const wrong = await call(['catalog', 'show', 'azure-functions', '--with', 'nope=1'])
  expect(wrong).toMatchObject({ status: 2, out: '' })
  const missing = await call(['catalog', 'show', 'azure-function'])
  expect(missing.err).toContain('did you mean azure-functions?')
  const alone = await call(['explain-log', '-', '--with', 'app=func-orders'])
  expect(alone.err).toContain('--catalog')
})

test('validate and explain-log take a catalog with its parameters', async () => {
  const given = [
    '--catalog',
    'azure-functions',
    '--with',
    'app=func-orders',
    '--with',
    'region=japaneast',
  ]
  const validated = await call(['validate', ...given])
  expect(validated.out).toMatch(/^azure-functions: \d+ targets/)
  const line = (host: string) =>
    `HTTPS request from 10.0.0.4:50000 to ${host}:443. Action: Deny. No rule matched. Proceeding with default action\n`
  await using made = await folder({
    'firewall.log': line('func-orders.azurewebsites.net') + line('func-other.azurewebsites.net'),
  })
  const log = path.join(made.path, 'firewall.log')
  const { out } = await call(['explain-log', log, ...given, '--format', 'json'])
  const { flows } = JSON.parse(out) as { flows: { host: string; rows: unknown[] }[] }
  const known = flows.filter(({ rows }) => rows.length > 0).map(({ host }) => host)
  expect(known).toEqual(['func-orders.azurewebsites.net'])
})

test('--with @FILE takes what the tools of a cloud say of an app, and what is given goes before', async () => {
  await using made = await folder({
    'app.json': JSON.stringify({
      name: 'func-orders',
      location: 'Japan East',
      kind: 'functionapp,linux',
      reserved: true,
      defaultHostName: 'func-orders-a1b2.japaneast-01.azurewebsites.net',
      enabledHostNames: ['func-orders-a1b2.scm.japaneast-01.azurewebsites.net'],
    }),
    'service.json': JSON.stringify({
      apiVersion: 'serving.knative.dev/v1',
      kind: 'Service',
      metadata: { name: 'orders', labels: { 'cloud.googleapis.com/location': 'asia-northeast1' } },
    }),
    'agent.json': JSON.stringify({
      resourceName: 'srv01',
      status: 'Connected',
      location: 'japaneast',
    }),
    'other.json': '[]',
    'broken.json': '{',
  })
  const show = (catalog: string, file: string, ...more: string[]) =>
    call(['catalog', 'show', catalog, '--with', `@${path.join(made.path, file)}`, ...more])
  const app = await show('azure-functions', 'app.json', '--with', 'region=westeurope')
  expect(app.out).toContain('https://func-orders-a1b2.scm.japaneast-01.azurewebsites.net/')
  const agent = await show('azure-arc-servers', 'agent.json')
  expect(agent).toMatchObject({ status: 0 })
  const service = await show('cloud-run-functions', 'service.json')
  expect(service).toMatchObject({ status: 0 })
  expect((await show('azure-functions', 'other.json')).err).toContain('az functionapp show')
  expect((await show('azure-functions', 'broken.json')).err).toContain('it is not JSON')
  expect((await show('azure-functions', 'none.json')).err).toContain('ENOENT')
})
