import type { FailureCode } from '../../../shared/failure/table.ts'
import type { DnsAnswer } from '../../../shared/model/facts.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import type { Target } from '../../../shared/model/target.ts'
import { common, type How, type Piece } from './piece.ts'

/** The resolver of the system, and one asked for comparison. */
export const SYSTEM = '10.0.0.4:53'
export const SECOND = '10.0.0.5:53'
export const OTHER = '168.63.129.16:53'

/** What getaddrinfo gave. */
export function lookup(addresses: readonly string[], how: How & { hosts?: string[] } = {}): Piece {
  return ({ host }) => ({
    o: {
      step: 'resolve',
      ...common(how),
      engine: 'getaddrinfo',
      name: host,
      type: 'any',
      server: null,
      transport: null,
      addresses: [...addresses],
      answer: null,
      hosts: how.hosts ?? null,
    },
  })
}

interface Wire extends How {
  readonly type?: 'A' | 'AAAA'
  readonly chain?: readonly string[]
  readonly soa?: string
  readonly mname?: string
  /** tcp: the reply over UDP was cut. */
  readonly over?: 'tcp'
}

const RCODES: Partial<Record<FailureCode, string>> = {
  dns_nxdomain_error: 'NXDOMAIN',
  dns_no_answer: 'NOERROR',
  dns_servfail_error: 'SERVFAIL',
  dns_refused_error: 'REFUSED',
}

/** What one server said on the wire. */
export function wire(server: string, addresses: readonly string[], how: Wire = {}): Piece {
  return ({ host }) => {
    const type = how.type ?? 'A'
    const key = `${host} ${type} ${server}`
    const rcode = how.fails === undefined ? 'NOERROR' : RCODES[how.fails]
    const answer =
      rcode === undefined ? {} : { [key]: answerOf(host, server, addresses, how, rcode) }
    return {
      o: {
        step: 'resolve',
        ...common(how),
        engine: 'dns',
        name: host,
        type,
        server,
        transport: how.over ?? 'udp',
        addresses: [...addresses],
        answer: rcode === undefined ? null : key,
        hosts: null,
      },
      dns: answer,
    }
  }
}

function answerOf(
  name: string,
  server: string,
  addresses: readonly string[],
  { type = 'A', chain = [], soa, mname = 'ns.example' }: Wire,
  rcode: string,
): DnsAnswer {
  const names = [name, ...chain]
  return {
    name,
    type,
    server,
    transport: 'udp',
    rcode,
    flags: { aa: false, tc: false, ra: true, ad: false },
    edns: true,
    chain: chain.map((target, i) => ({ name: names[i] ?? '', target, ttl: 60 })),
    addresses: addresses.map((address) => ({ address, ttl: 60 })),
    soa: soa === undefined ? null : { zone: soa, mname, rname: 'root.example', minimum: 60 },
    bytes: 80,
  }
}

/** What a server said to the question which zone a name lies in: the target’s own name unless another is given. */
export function zoned(
  server: string,
  zone: string | null,
  how: { readonly of?: string; readonly mname?: string; readonly fails?: FailureCode } = {},
): Piece {
  return ({ host }) => {
    const name = how.of ?? host
    const said = wire(server, [], {
      ...(zone !== null && { soa: zone }),
      ...(how.mname !== undefined && { mname: how.mname }),
      ...(how.fails !== undefined && { fails: how.fails }),
    })({ host: name } as Target)
    const key = `${name} SOA ${server}`
    const answer = Object.values(said.dns ?? {})[0]
    const o = { ...said.o, type: 'SOA', name, answer: answer === undefined ? null : key }
    return {
      o: o as Observation,
      dns: answer === undefined ? {} : { [key]: { ...answer, type: 'SOA', name } },
    }
  }
}

/** The name resolves: the application and the system's server agree. */
export function resolves(addresses: readonly string[], how: Wire = {}): Piece[] {
  const v4 = addresses.filter((address) => !address.includes(':'))
  const v6 = addresses.filter((address) => address.includes(':'))
  return [
    lookup(addresses),
    wire(SYSTEM, v4, v4.length > 0 ? how : { ...how, fails: 'dns_no_answer' }),
    ...(v6.length > 0 ? [wire(SYSTEM, v6, { ...how, type: 'AAAA' })] : []),
  ]
}

/** The name does not resolve: the application’s failure and the server’s. */
export function unresolved(fails: FailureCode, how: Wire & { lookup?: FailureCode } = {}): Piece[] {
  return [lookup([], { fails: how.lookup ?? fails }), wire(SYSTEM, [], { ...how, fails })]
}
