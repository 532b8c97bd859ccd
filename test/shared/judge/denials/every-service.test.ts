import { expect, test } from 'vitest'
import { recognise } from '../../../../shared/judge/answer/recognise.ts'
import { PUBLIC_ZONES } from '../../../../shared/zone/public.ts'
import { zoneOf } from '../../../../shared/zone/zone-of.ts'

/** A host of each service that can have a private endpoint. */
const HOSTS = [
  ...new Set(
    PUBLIC_ZONES.flatMap((row) => row[4].split(' ')).map(
      (suffix) => `orders.${suffix.replace(/\{[^}]*\}/g, 'japaneast')}`,
    ),
  ),
].filter((host) => zoneOf(host) !== null)

test('the table has hosts', () => {
  expect(HOSTS.length).toBeGreaterThan(70)
})

test.for(HOSTS)('a refusal for the network is none of the answers that will do: %s', (host) => {
  const url = `https://${host}/`
  const headers = { 'content-type': 'application/json' }
  for (const message of [
    'Public network access is disabled for this resource.',
    'The request was refused by the IP firewall rules.',
    'No approved private endpoint connection was found.',
  ]) {
    const body = JSON.stringify({ error: { code: 'Forbidden', message } })
    expect(recognise({ url, status: 403, headers, body })).toMatchObject({
      kind: 'denial',
      denial: { layer: 'service' },
    })
  }
  const missing = JSON.stringify({ error: { code: 'Forbidden', message: 'No role assignment.' } })
  expect(recognise({ url, status: 403, headers, body: missing }).kind).not.toBe('denial')
})
