import { describe, expect, test } from 'vitest'
import { inquiriesFor } from '../../../probes/dns/inquiries.ts'
import { fail } from '../../../shared/failure/failure.ts'
import type { FailureCode } from '../../../shared/failure/table.ts'
import type { DnsAnswer } from '../../../shared/model/facts.ts'
import type { ResolveObservation } from '../../../shared/model/observation.ts'
import { expectation } from '../../../shared/model/target.ts'

const VAULT = 'kv.vault.azure.net'
const ALIAS = 'kv.privatelink.vaultcore.azure.net'
const ZONE = 'privatelink.vaultcore.azure.net'
const SERVER = '10.0.0.4:53'

interface Said {
  readonly addresses?: readonly string[]
  readonly fails?: FailureCode
  readonly alias?: string
  readonly soa?: string
  readonly server?: string | null
  readonly silent?: boolean
}

/** What a server said of a name, and the answer that it gave. */
function said(name: string, of: Said) {
  const { addresses = [], fails, alias, soa, server = SERVER, silent = false } = of
  const key = silent ? null : `${name} A @${server}`
  const o = {
    ...{ step: 'resolve', peer: 'target', attempt: 1, t0: 0, t: 1, engine: 'dns', name, type: 'A' },
    ...{ failure: fails === undefined ? null : fail(fails, ''), server, transport: 'udp' },
    ...{ addresses, answer: key, hosts: null },
  } as ResolveObservation
  const answer = {
    chain: alias === undefined ? [] : [{ name, target: alias, ttl: 60 }],
    soa: soa === undefined ? null : { zone: soa, mname: 'ns', rname: 'root', minimum: 60 },
    server,
  } as unknown as DnsAnswer
  return { o, answers: key === null ? [] : ([[key, answer]] as const) }
}

function asked(
  host: string,
  all: readonly ReturnType<typeof said>[],
  over: { readonly expect?: object; readonly zoneServers?: readonly string[] } = {},
): readonly string[] {
  const target = { host, expect: expectation.parse(over.expect ?? {}) }
  const answers = new Map(all.flatMap((one) => one.answers))
  const zoneServers = over.zoneServers === undefined ? {} : { zoneServers: over.zoneServers }
  const seen = all.map(({ o }) => o)
  return inquiriesFor({ ...target, ...zoneServers }, seen, answers).map(({ name, type, server }) =>
    `${name} ${type} ${server === SERVER ? '' : server}`.trim(),
  )
}

describe('what is in doubt of an answer', () => {
  test.for<readonly [what: string, host: string, of: Said, names: readonly string[]]>([
    ['a public address', VAULT, { addresses: ['20.1.1.1'] }, []],
    ['a private address without an alias', VAULT, { addresses: ['10.1.1.1'] }, [VAULT]],
    ['one of two private', VAULT, { addresses: ['10.1.1.1', '20.1.1.1'] }, []],
    ['a private address by an alias', VAULT, { addresses: ['10.1.1.1'], alias: ALIAS }, []],
    ['a private address of a name of one’s own', 'app.corp', { addresses: ['10.1.1.1'] }, []],
    ['no such name, and no zone said', VAULT, { fails: 'dns_nxdomain_error' }, [ZONE, '.']],
    ['no address, and no zone said', VAULT, { fails: 'dns_no_answer', alias: ALIAS }, [ZONE, '.']],
    ['no such name, by its zone', VAULT, { fails: 'dns_nxdomain_error', soa: ZONE }, ['.']],
    ['no such name of one’s own', 'app.corp', { fails: 'dns_nxdomain_error' }, ['.']],
    ['silence', VAULT, { fails: 'generic_timeout_error', silent: true }, ['.']],
    ['silence of the system', VAULT, { fails: 'timed_out', silent: true }, ['.']],
    ['a failure of the server', VAULT, { fails: 'dns_servfail_error' }, []],
    ['a refusal', VAULT, { fails: 'dns_refused_error', silent: true }, []],
    ['what getaddrinfo says', VAULT, { addresses: ['10.1.1.1'], server: null }, []],
  ])('%s', ([, host, of, names]) => {
    expect(asked(host, [said(host, of)])).toEqual(names.map((name) => `${name} SOA`))
  })

  test('a server that answered something else is not asked for the root', () => {
    const silent = said(VAULT, { fails: 'generic_timeout_error', silent: true })
    expect(asked(VAULT, [silent, said('other.test', { addresses: ['10.1.1.1'] })])).toEqual([])
    const other = said('other.test', { addresses: ['10.1.1.1'], server: '10.0.0.5:53' })
    expect(asked(VAULT, [silent, other])).toEqual(['. SOA'])
  })

  test('the last attempt of each server counts, of four servers', () => {
    const failed = said(VAULT, { fails: 'dns_nxdomain_error', soa: ZONE })
    expect(asked(VAULT, [failed, said(VAULT, { addresses: ['20.1.1.1'] })])).toEqual([])
    const servers = Array.from({ length: 5 }, (_, i) => `10.0.0.${i}:53`)
    const all = servers.map((server) =>
      said(VAULT, { fails: 'dns_nxdomain_error', soa: ZONE, server }),
    )
    expect(asked(VAULT, all)).toHaveLength(4)
  })
})

describe('a zone that is expected', () => {
  const of = (zone: string, answer: Said) =>
    asked(VAULT, [said(VAULT, answer)], { expect: { zone } })

  test.for<readonly [zone: string, of: Said, names: readonly string[]]>([
    [ZONE, { addresses: ['10.1.1.1'], alias: ALIAS }, []],
    [ZONE, { addresses: ['10.1.1.1'] }, [`${VAULT} SOA`]],
    [ZONE, { addresses: ['10.1.1.1'], alias: 'kv.other.test' }, ['kv.other.test SOA']],
    [`!${ZONE}`, { addresses: ['10.1.1.1'], alias: ALIAS }, [`${ALIAS} SOA`]],
    ['corp.test', { addresses: ['20.1.1.1'] }, [`${VAULT} SOA`]],
  ])('%s: %j', ([zone, answer, names]) => {
    expect(of(zone, answer)).toEqual(names)
  })

  test('its servers are asked for the name, those that did not answer yet, four at most', () => {
    const seen = [said('app.corp', { addresses: ['10.1.1.1'] })]
    const zoneServers = [SERVER, ...Array.from({ length: 5 }, (_, i) => `10.9.0.${i}:53`)]
    expect(asked('app.corp', seen, { zoneServers })).toEqual(
      [0, 1, 2, 3].map((i) => `app.corp A 10.9.0.${i}:53`),
    )
  })
})
