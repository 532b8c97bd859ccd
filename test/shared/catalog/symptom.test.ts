import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { findBySymptom } from '../../../shared/catalog/symptom.ts'

function found(text: string): string[] {
  return findBySymptom(text, CATALOGS).map((m) => `${m.catalog.name}/${m.capability.id}`)
}

/** Messages as the references and the articles have them, and the capability that each must lead to first. */
const TEXTS: readonly (readonly [text: string, capability: string])[] = [
  [
    '[ERROR] Status code 500, "{"Message":"An error has occurred.","ExceptionMessage":"An error occurred while sending the request.","ExceptionType":"System.Net.Http.HttpRequestException"',
    'azure-functions/deploy',
  ],
  ['[Kudu-RemoveWorkersStep] starting.', 'azure-functions/deploy'],
  ['Azure Functions Runtime is unreachable', 'azure-functions/start'],
  ['reference status: FetchTimedOut', 'azure-functions/settings'],
  [
    '2023-04-21T18:49:56.0852178Z,Detecting platforms...,,0\n2023-04-21T18:51:35.8182167Z,Error: Oops... An unexpected error has occurred.,,1',
    'azure-functions/remote-build',
  ],
  ['Error: Oops... An unexpected error has occurred.', 'azure-functions/remote-build'],
  [
    'at Microsoft.Oryx.BuildScriptGenerator.SdkStorageVersionProviderBase.GetAvailableVersionsFromStorage(String platformName)',
    'azure-functions/remote-build',
  ],
  [
    "Http request to retrieve the SDKs available to download from 'https://oryx-cdn.microsoft.io/' failed",
    'azure-functions/remote-build',
  ],
  [
    "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: aBcD_123",
    'google-apis/apis',
  ],
  ['"reason": "SECURITY_POLICY_VIOLATED", "domain": "googleapis.com"', 'google-apis/apis'],
  [
    'Error: 14 UNAVAILABLE: failed to connect to all addresses; last error: UNKNOWN: ipv6:%5B2607:f8b0::5f%5D:443: Network is unreachable',
    'google-apis/databases',
  ],
  ['Error: Could not load the default credentials. Browse to …', 'google-apis/metadata'],
  ['failed to get instance metadata', 'google-apis/cloud-sql'],
  [
    'Your client does not have permission to get URL <code>/</code> from this server.',
    'google-apis/service-to-service',
  ],
  ['PSC_ENDPOINT_ACCESSED_FROM_PEERED_NETWORK', 'cloud-sql/psc-path'],
  ['The Live Metrics page stays empty', 'azure-functions/live-metrics'],
  // Three words that say something, of a message of more.
  ['load the default credentials', 'google-apis/metadata'],
]

describe('findBySymptom()', () => {
  test.for(TEXTS)('%s', ([text, capability]) => {
    expect(found(text)[0]).toBe(capability)
  })

  test('finds every message of every catalog by itself and in a line around it', () => {
    for (const catalog of CATALOGS) {
      for (const { id, quotes = [] } of catalog.capabilities) {
        for (const quote of quotes) {
          expect.soft(found(quote), quote).toContain(`${catalog.name}/${id}`)
          expect.soft(found(`12:00 WARN ${quote} (1)`), quote).toContain(`${catalog.name}/${id}`)
        }
      }
    }
  })

  test('finds the same message in every catalog that has it', () => {
    expect(found('Could not load the default credentials')).toEqual([
      'google-apis/metadata',
      'cloud-run-functions/metadata',
      'cloud-run-jobs/metadata',
      'cloud-sql/metadata',
      'alloydb/metadata',
    ])
  })

  test.for([
    '',
    '...',
    'error',
    'the',
    'an error',
    'connection',
    'tls-expird',
    'no such words here',
    'An error occurred while sending the request',
    '{"ExceptionMessage":"An error occurred while sending the request."}',
    'HttpRequestException',
    'remote error: tls: handshake failure',
    'proxyconnect tcp: EOF',
  ])('finds nothing for %j', (text) => {
    expect(found(text)).toEqual([])
  })
})

describe('the best comes first', () => {
  const [some] = CATALOGS
  const capability = (id: string, ...quotes: readonly string[]) => ({
    ...{ id, name: id, symptom: 'none', quotes, needs: [] },
  })
  const one = (text: string, ...capabilities: ReturnType<typeof capability>[]) =>
    findBySymptom(text, [{ ...some, capabilities } as unknown as (typeof CATALOGS)[number]]).map(
      (match) => `${match.capability.id} ${match.words}`,
    )
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ')

  test('in whatever order the capabilities stand', () => {
    const [long, short] = [capability('long', words(6)), capability('short', words(5))]
    expect(one(words(9), short, long)).toEqual(['long 6', 'short 5'])
    expect(one(words(9), long, short)).toEqual(['long 6', 'short 5'])
  })

  test('one of half as many words is chance', () => {
    expect(one(words(9), capability('half', words(4)), capability('all', words(8)))).toEqual([
      'all 8',
    ])
    expect(one(words(9), capability('more', words(5)), capability('all', words(8)))).toHaveLength(2)
  })

  test.for([
    ['three words', 'alpha beta gamma', 'alpha beta gamma', 3],
    ['two words, long enough together', 'alpha beta', 'at alpha beta here', 2],
    ['two words that are short', 'ab cdefg', 'at ab cdefg here', 0],
    ['one word', 'alphabet', 'at alphabet here', 1],
    ['one short word', 'alphabe', 'at alphabe here', 0],
    ['the start of a message', 'alpha beta gamma delta', 'alpha beta gamma', 3],
    [
      'the start, of words that any program writes',
      'alpha beta failed delta',
      'alpha beta failed',
      0,
    ],
    [
      'ten words that any program writes',
      'the a an or of to in on at by',
      'the a an or of to in on at by',
      10,
    ],
    ['nine of them', 'the a an or of to in on at', 'the a an or of to in on at', 0],
    ['a name alone out of a message', 'alpha FooException beta', 'FooException', 1],
    ['a word alone out of a message', 'alpha something beta', 'something', 0],
    ['a part of a message with a gap', 'alpha beta gamma...delta', 'alpha beta gamma', 3],
    ['what stands for a value', 'alpha beta gamma <url> delta', 'alpha beta gamma x', 3],
  ] as const)('%s', ([, quote, text, count]) => {
    expect(one(text, capability('it', quote))).toEqual(count === 0 ? [] : [`it ${count}`])
  })
})
