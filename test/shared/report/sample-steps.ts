import { createHash } from 'node:crypto'
import { fail } from '../../../shared/failure/failure.ts'
import type { FailureCode } from '../../../shared/failure/table.ts'
import type { Certificate, DnsAnswer } from '../../../shared/model/facts.ts'
import type {
  ConnectObservation,
  HandshakeObservation,
  RequestObservation,
  ResolveObservation,
} from '../../../shared/model/observation.ts'

/** The fault of a step: its code and the words of the system. */
export type Fault = readonly [FailureCode, string]

function failureOf(fault: Fault | undefined) {
  return fault === undefined ? null : fail(...fault)
}

function common(t0: number, ms: number, fault?: Fault) {
  return { peer: 'target' as const, attempt: 1, t0, t: t0 + ms, failure: failureOf(fault) }
}

export function lookedUp(
  name: string,
  addresses: string[],
  t0: number,
  fault?: Fault,
): ResolveObservation {
  return {
    step: 'resolve',
    ...common(t0, 12.04, fault),
    engine: 'getaddrinfo',
    name,
    type: 'any',
    server: null,
    transport: null,
    addresses,
    answer: null,
    hosts: null,
  }
}

export function answerKey(answer: DnsAnswer): string {
  return `${answer.name} ${answer.type} ${answer.server}`
}

export function asked(
  answer: Pick<DnsAnswer, 'name' | 'type' | 'server'> & Partial<DnsAnswer>,
  t0: number,
  fault?: Fault,
): ResolveObservation {
  const none = answer.rcode === undefined
  return {
    step: 'resolve',
    ...common(t0, none ? 2000 : 9.31, fault),
    engine: 'dns',
    name: answer.name,
    type: answer.type,
    server: answer.server,
    transport: none ? null : 'udp',
    addresses: (answer.addresses ?? []).map((a) => a.address),
    answer: none ? null : answerKey(answer as DnsAnswer),
    hosts: null,
  }
}

export function answer(
  name: string,
  server: string,
  aliases: string[],
  addresses: string[],
  rcode = 'NOERROR',
): DnsAnswer {
  const names = [name, ...aliases]
  return {
    name,
    type: 'A',
    server,
    transport: 'udp',
    rcode,
    flags: { aa: false, tc: false, ra: true, ad: false },
    edns: true,
    chain: aliases.map((target, i) => ({ name: names[i] ?? name, target, ttl: 60 })),
    addresses: addresses.map((address) => ({ address, ttl: 30 })),
    soa:
      rcode === 'NXDOMAIN'
        ? { zone: 'contoso.internal', mname: 'ns1', rname: 'ops', minimum: 300 }
        : null,
    bytes: 120,
  }
}

export function connected(
  address: string,
  t0: number,
  fault?: Fault,
  attempt = 1,
): ConnectObservation {
  const ms = fault === undefined ? 8.27 : 5000
  return {
    step: 'connect',
    ...common(t0, ms, fault),
    attempt,
    address,
    port: 443,
    local: fault === undefined ? '10.0.2.7:50122' : null,
  }
}

export function shaken(
  address: string,
  serverName: string,
  chain: string[],
  t0: number,
  fault?: Fault,
): HandshakeObservation {
  const done = chain.length > 0
  return {
    step: 'handshake',
    ...common(t0, 21.5, fault),
    address,
    port: 443,
    serverName,
    phase: done ? 'done' : 'sent',
    version: done ? 'TLSv1.3' : null,
    cipher: done ? 'TLS_AES_256_GCM_SHA384' : null,
    alpn: done ? 'http/1.1' : null,
    chain,
    verification: done && fault !== undefined ? 'CERT_HAS_EXPIRED' : null,
    nameMatches: done ? true : null,
  }
}

export function requested(
  address: string,
  url: string,
  status: number,
  t0: number,
): RequestObservation {
  return {
    step: 'request',
    ...common(t0, 30.06),
    address,
    port: 443,
    method: 'GET',
    url,
    status,
    headers: { server: 'nginx' },
    body: status >= 400 ? '{"error":"authentication required"}' : 'ok',
    bodyBytes: 35,
    bodyComplete: true,
    firstByte: t0 + 28.44,
  }
}

export function certificate(name: string, notAfter: string, serial = '01'): Certificate {
  return {
    subject: `CN=${name}`,
    issuer: 'CN=Contoso Issuing CA 2, O=Contoso',
    names: [name, `www.${name}`],
    notBefore: '2026-01-01T00:00:00Z',
    notAfter,
    serial,
    key: 'EC prime256v1',
    selfSigned: false,
    ca: false,
  }
}

/** A stand-in as long as the real thing, and the same for the same text. */
export function fingerprint(of: string): string {
  return createHash('sha256').update(of).digest('hex')
}
