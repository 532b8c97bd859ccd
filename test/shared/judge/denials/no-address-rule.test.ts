import { expect, test } from 'vitest'
import { addressBook } from '../../../../shared/address/book.ts'
import { judge } from '../../../../shared/judge/judge.ts'
import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { greets, opens, replies, secures } from '../path-pieces.ts'

const PUBLIC = '20.60.1.4'
const PRIVATE = '10.1.0.5'
const BOOK = addressBook({
  privateRanges: [],
  owners: [{ owner: 'Storage.JapanEast', cidr: '20.60.0.0/16' }],
})
const rules = (host: string) =>
  `{"error":{"code":"Forbidden","message":"The IP 20.9.9.9 is not allowed by the network rules of ${host}"}}`

/** Hosts, with what they say to a network that they do not admit. */
// biome-ignore format: one service a line
const HOSTS: readonly (readonly [host: string, status: number, body: string])[] = [
  ['st.blob.core.windows.net', 403, '<Error><Code>AuthorizationFailure</Code></Error>'],
  ['kv.vault.azure.net', 403, '{"error":{"innererror":{"code":"ForbiddenByFirewall"},"message":"Client address is not authorized and caller is not a trusted service. Client address: 20.9.9.9"}}'],
  ['reg.azurecr.io', 403, '{"errors":[{"code":"DENIED","message":"client with IP \'20.9.9.9\' is not allowed access."}]}'],
  ['db.documents.azure.com', 403, '{"message":"Request originated from IP 20.9.9.9. This is blocked by your Cosmos DB account firewall settings."}'],
  ['ns.servicebus.windows.net', 401, '<Error><Detail>Ip has been prevented to connect to the endpoint.</Detail></Error>'],
  ['ai.openai.azure.com', 403, '{"error":{"message":"Access denied due to Virtual Network/Firewall rules."}}'],
  ['x.japaneast.kusto.windows.net', 403, rules('the cluster')],
  ['x.dev.azuresynapse.net', 403, '{"code":"ClientIpAddressNotAuthorized","message":"Client Ip address : 20.9.9.9"}'],
  ['x.api.azureml.ms', 403, rules('the workspace')],
  ['orders.postgres.database.azure.com', 0, 'no pg_hba.conf entry for host "20.9.9.9", user "u", database "d", SSL encryption'],
]

function remedies(host: string, status: number, body: string, at: string, expect: object): string {
  const answered =
    status === 0
      ? check(
          `postgres://${host}`,
          { expect },
          resolves([at]),
          opens(at),
          greets(at, { error: ['28000', body] }),
        )
      : check(
          `https://${host}`,
          { expect },
          resolves([at]),
          opens(at),
          secures(at),
          replies(at, status, { headers: { 'content-type': 'application/json' }, body }),
        )
  const vantage = { cloud: 'azure' as const, facts: {}, region: 'japaneast' }
  const [judged] = judge(sweep([answered, control()]), { book: BOOK, vantage })
  const denied = (judged?.findings ?? []).filter(({ code }) => /denied|reached-publicly/.test(code))
  expectSome(denied.length)
  return denied.map(({ cause, fix }) => `${cause} | ${fix}`).join(' | ')
}

function expectSome(count: number): void {
  expect(count).toBeGreaterThan(0)
}

const ADD = /\badd (?:the egress|20\.|10\.)/i

test.for(HOSTS)(
  'no address is to be added where a private endpoint is used or expected: %s',
  ([host, status, body]) => {
    expect(remedies(host, status, body, PRIVATE, {})).not.toMatch(ADD)
    expect(remedies(host, status, body, PRIVATE, { resolution: 'private' })).not.toMatch(ADD)
    expect(remedies(host, status, body, PUBLIC, { resolution: 'private' })).not.toMatch(ADD)
  },
)

test('nor for a storage account of the same region, and it is for one that is elsewhere', () => {
  const [first] = HOSTS
  const [host = '', status = 0, body = ''] = first ?? []
  expect(remedies(host, status, body, PUBLIC, {})).not.toMatch(ADD)
  expect(remedies(host, status, body, '20.99.1.4', {})).toMatch(ADD)
})
