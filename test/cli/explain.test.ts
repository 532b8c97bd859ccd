import { expect, test } from 'vitest'
import { call } from './call.ts'

test('explain leads from a message to the catalog, the capability, its endpoints and a check', async () => {
  const { out, status } = await call(['explain', 'An error occurred while sending the request'])
  expect(status).toBe(0)
  const [first = ''] = out.split('\nazure-app-service-build: ')
  for (const text of [
    'azure-functions: A deployment completes\n',
    'https://{scmHost}/',
    '--catalog azure-functions --with',
    'azure-functions/deploy',
  ]) {
    expect.soft(first).toContain(text)
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
  [['tls-expird'], 'did you mean tls-expired?'],
  [['constructor'], 'There is no finding or failure "constructor"'],
  [['nothing', 'of', 'the', 'kind'], 'There is no capability of a catalog, finding or failure for'],
] as const)('explain %j says what there is not', async ([words, says]) => {
  const { err, out, status } = await call(['explain', ...words])
  expect(err).toContain(says)
  expect({ out, status }).toEqual({ out: '', status: 2 })
})

test.for([
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
  [
    'HTTP 403 Action: Deny. Reason: No rule matched.',
    'Azure Firewall. The service was not reached',
    'http-denied-by-firewall',
  ],
  [
    "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: aBc-1",
    'vpcServiceControlsUniqueIdentifier="aBc-1"',
    'http-denied-by-perimeter',
  ],
] as const)('explain knows the denial in %j', async ([text, who, code]) => {
  const { out, status } = await call(['explain', text])
  expect(status).toBe(0)
  expect(out).toContain(who)
  expect(out).toContain(`\n${code}\n`)
})
