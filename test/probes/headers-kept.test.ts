import { expect, test } from 'vitest'
import { headersThatMatter } from '../../probes/headers.ts'

/** What tells who answered and why; each by itself. */
const KEPT = [
  'server date age via location retry-after content-type content-length content-encoding refresh',
  'www-authenticate proxy-authenticate proxy-status upgrade sec-websocket-protocol allow',
  'x-cache x-cache-lookup x-squid-error x-msedge-ref apim-request-id mise-correlation-id',
  'request-context request-id x-appgw-trace-id x-envoy-upstream-service-time',
  'x-cloud-trace-context x-amz-request-id x-amz-cf-id x-cdn x-iinfo cf-ray cf-mitigated',
  'x-sucuri-id x-github-request-id x-pypi-last-serial x-jfrog-version audit-id x-served-by',
  'x-powered-by x-request-id x-guploader-uploadid metadata-flavor docker-distribution-api-version',
  'x-ms-a x-azure-a x-goog-a x-zscaler x-netskope-a x-forcepoint-a x-websense-a x-iboss-a',
  'x-sophos-a x-bluecoat-a x-mcafee-a x-skyhigh-a x-fortinet-a x-fortigate-a x-umbrella-a',
  'x-cisco-a x-barracuda-a x-checkpoint-a x-menlo-a x-cato-a',
].flatMap((line) => line.split(' '))

const LEFT = ['set-cookie', 'cookie', 'authorization', 'etag', 'x-custom', 'a-x-ms-b', 'servers']

test.for(KEPT)('%s is kept', (name) => {
  expect(headersThatMatter([[name.toUpperCase(), 'v']])).toEqual({ [name]: 'v' })
})

test.for(LEFT)('%s is not', (name) => {
  expect(headersThatMatter([[name, 'v']])).toEqual({})
})

test('of lists each line counts, of others the last', () => {
  const lists = ['www-authenticate', 'proxy-authenticate', 'proxy-status', 'via', 'allow']
  for (const name of KEPT) {
    const both = lists.includes(name) ? 'a, b' : 'b'
    expect(
      headersThatMatter([
        [name, 'a'],
        [name, 'b'],
      ]),
    ).toEqual({ [name]: both })
  }
})

test('a value is cut at 512 characters', () => {
  const value = (length: number) => headersThatMatter([['server', 'v'.repeat(length)]])['server']
  expect(value(512)).toBe('v'.repeat(512))
  expect(value(513)?.length).toBeLessThanOrEqual(513)
  expect(value(513)).not.toBe('v'.repeat(513))
})
