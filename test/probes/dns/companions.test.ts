import { describe, expect, test } from 'vitest'
import { askCompanions } from '../../../probes/dns/companions.ts'
import { Questions } from '../../../probes/dns/questions.ts'
import { PATIENT, SILENCE } from '../../fixtures/context.ts'
import { type DnsServerOptions, dnsServer } from '../../fixtures/dns-server.ts'
import type { ZoneRow } from '../../fixtures/dns-zone.ts'
import { resolveContext } from './context.ts'

const IN = '10.0.0.5'
const ACCOUNT = 'orders.documents.azure.com'
const REGION = 'orders-westeurope.documents.azure.com'

/** The names that tell something of a host that the application reaches at `address`. */
async function companions(
  host: string,
  zone: readonly ZoneRow[],
  over: {
    readonly address?: string | null
    readonly hosts?: string
  } & Partial<DnsServerOptions> = {},
) {
  const { address = IN, hosts, ...options } = over
  await using server = await dnsServer({ zone, ...options })
  const ctx = resolveContext({
    ms: options.misbehave ? SILENCE : PATIENT,
    resolvers: [server.text],
  })
  const network = {
    ...ctx.network,
    lookup: async () => (address === null ? [] : [address]),
    systemResolvers: () => [server.text],
    hosts: (name: string) => (name === hosts ? [IN] : null),
  }
  const questions = new Questions({ ...ctx, network })
  const named = await questions.ask(host)
  const before = server.asked.length
  const inquire = questions.inquire.bind(questions)
  const seen = await askCompanions({ inquire, answers: ctx.answers, network }, { host }, named)
  return { names: seen.map(({ name }) => name), questions: server.asked.length - before }
}

describe('askCompanions()', () => {
  test('returns the regions that exist, and nothing of those that do not', async () => {
    const { names, questions } = await companions(ACCOUNT, [
      [REGION, 'CNAME', 'orders-westeurope.privatelink.documents.azure.com'],
    ])
    expect(names).toEqual([REGION])
    expect(questions).toBeLessThanOrEqual(64)
  })

  test('returns a certain companion also when it does not exist', async () => {
    const { names } = await companions('st.dfs.core.windows.net', [])
    expect(names).toEqual(['st.blob.core.windows.net'])
  })

  test('asks nothing of a public name, of one that leads nowhere, nor of one in the hosts file', async () => {
    expect((await companions(ACCOUNT, [], { address: null })).questions).toBe(0)
    expect((await companions(ACCOUNT, [], { address: '192.0.2.1' })).questions).toBe(0)
    const lake = await companions('st.dfs.core.windows.net', [], {
      hosts: 'st.blob.core.windows.net',
    })
    expect(lake.questions).toBe(0)
  })

  test('ends with the first names when the server stays silent', async () => {
    const { names, questions } = await companions(ACCOUNT, [], { misbehave: 'silent' })
    expect(names).toEqual([])
    expect(questions).toBeLessThanOrEqual(16)
  })
})
