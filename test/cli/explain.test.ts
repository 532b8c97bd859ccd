import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { call, folder } from './call.ts'

test('explain leads from the words of a system to its capability, endpoints and the check', async () => {
  const { out, status } = await call(['explain', 'PushDeploymentController'])
  expect(status).toBe(0)
  for (const text of ['azure-functions/content', '.file.', '--catalog azure-functions --with']) {
    expect.soft(out).toContain(text)
  }
})

test('explain takes a message without quotes, as many words', async () => {
  const quoted = await call(['explain', 'Azure Functions Runtime is unreachable'])
  const words = await call(['explain', 'Azure', 'Functions', 'Runtime', 'is', 'unreachable'])
  expect(words).toEqual(quoted)
  expect(quoted.status).toBe(0)
})

test('explain keeps codes for codes', async () => {
  const { out } = await call(['explain', 'tls-expired'])
  expect(out.startsWith('tls-expired\n')).toBe(true)
})

test.for([
  ['tls-expird', 'tls-expired'],
  ['dns_nxdomain_eror', 'dns_nxdomain_error'],
] as const)('explain says of the mistyped code %s that it is near %s', async ([typed, near]) => {
  const { err, out, status } = await call(['explain', typed])
  expect(err).toContain(`did you mean ${near}?`)
  expect({ out, status }).toEqual({ out: '', status: 2 })
})

test.for([
  'constructor',
  'wholly-unheard-of-word',
  'nothing of the kind',
  'An error occurred while sending the request',
])('explain says of %j that it says nothing', async (text) => {
  const { out, status } = await call(['explain', text])
  expect(status).toBe(0)
  expect(out).toContain('This text alone says nothing about the network.')
  expect(out).not.toMatch(/azure-|google-/)
})

const REFUSALS = [
  [
    'Failed to fetch Kudu App Settings. Ip Forbidden (CODE: 403)',
    'App Service',
    'http-denied-by-service',
  ],
  [
    '403: Access denied due to Virtual Network/Firewall rules.',
    'Azure AI services',
    'http-denied-by-service',
  ],
  ['HTTP 403 Action: Deny. Reason: No rule matched.', 'Azure Firewall', 'http-denied-by-firewall'],
  [
    "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: aBc-1",
    'vpcServiceControlsUniqueIdentifier="aBc-1"',
    'http-denied-by-perimeter',
  ],
] as const

test.for(REFUSALS)('explain knows the refusal in %j', async ([text, who, code]) => {
  const { out, status } = await call(['explain', text])
  expect(status).toBe(0)
  expect(out).toContain(who)
  expect(out).toContain(`${code}: `)
})

const TRACE = 'Get "https://pypi.org/simple": dial tcp 151.101.0.223:443: i/o timeout\n'

test('explain reads a file, and gives JSON and Markdown', async () => {
  await using at = await folder({ 'build.log': TRACE })
  const text = await call(['explain', 'build.log'], { cwd: at.path })
  expect(text.out).toContain('perimeter check --url https://pypi.org/')
  const json = JSON.parse(
    (await call(['explain', 'build.log', '--format', 'json'], { cwd: at.path })).out,
  )
  expect(json.told.findings).toContain('tcp-dropped')
  expect(json.told.peers.map(({ host }: { host: string }) => host)).toEqual([
    '151.101.0.223',
    'pypi.org',
  ])
  const markdown = await call(['explain', 'build.log', '--format', 'markdown'], { cwd: at.path })
  expect(markdown.out).toMatch(/^## /)
  expect(markdown.out).toContain('`perimeter check --url https://pypi.org/`')
})

test('explain finds the failure in a file of any length, and says how much it read', async () => {
  await using at = await folder({
    'long.log': `${'12:00 INFO all is well\n'.repeat(20_000)}${TRACE}`,
  })
  const { out } = await call(['explain', 'long.log'], { cwd: at.path })
  expect(out).toContain('tcp-dropped')
  expect(out).toContain('20001 lines')
})

test('explain shows nothing of a text as it stands that could act on a terminal', async () => {
  const { out } = await call([
    'explain',
    'dial tcp: lookup \u001b[31mx.example on 10.0.0.1:53: no such host \u202e',
  ])
  expect(['\u001b', '\u202e'].filter((char) => out.includes(char))).toEqual([])
})

test('explain says what the last report has of the same host', async () => {
  await using at = await folder({})
  const checked = await call(
    ['check', '--url', 'tcp://127.0.0.1:1', '--save', '--format', 'json'],
    { cwd: at.path },
  )
  expect(checked.status).toBe(1)
  const { out } = await call(['explain', 'connect ECONNREFUSED 127.0.0.1:1'], { cwd: at.path })
  expect(out).toContain('The last report says')
  expect(out).toMatch(/tcp:\/\/127\.0\.0\.1:1 from .*: fail at .*: tcp-refused/)
  const other = await call(['explain', 'connect ECONNREFUSED 127.0.0.2:1'], { cwd: at.path })
  expect(other.out).not.toContain('The last report says')
})

test('explain takes the last report from where it is told', async () => {
  const refused = 'connect ECONNREFUSED 127.0.0.1:1'
  await using at = await folder({ 'perimeter.db': 'no database', 'old.json': '{}' })
  const check = ['check', '--url', 'tcp://127.0.0.1:1', '--format', 'json']
  const { out: report } = await call(check, { cwd: at.path })
  await writeFile(path.join(at.path, 'last.json'), report)
  const explained = (...flags: readonly string[]) =>
    call(['explain', refused, ...flags], { cwd: at.path })
  expect((await explained('--report', 'last.json')).out).toContain('The last report says')
  // Nobody asked for the store.
  const bare = await explained()
  expect(bare.status).toBe(0)
  expect(bare.out).not.toContain('The last report says')
  expect(await explained('--store', 'perimeter.db')).toMatchObject({ out: '' })
  expect(await explained('--report', 'old.json')).toMatchObject({ status: 2, out: '' })
})
