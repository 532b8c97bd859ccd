import { fail } from '../../../shared/failure/failure.ts'
import type { TargetEvidence } from '../../../shared/model/evidence.ts'
import type { Certificate, DnsAnswer } from '../../../shared/model/facts.ts'
import type { Finding, Severity, Verdict } from '../../../shared/model/finding.ts'
import type { FindingCode } from '../../../shared/model/finding-codes.ts'
import type { Observation, ProxyObservation } from '../../../shared/model/observation.ts'
import type { Report } from '../../../shared/model/report.ts'
import type { Target } from '../../../shared/model/target.ts'
import { buildReport } from '../../../shared/report/build.ts'
import { CAPABILITIES, RESOLVER, SECOND, VANTAGE } from './sample-place.ts'
import {
  answer,
  answerKey,
  asked,
  certificate,
  connected,
  fingerprint,
  lookedUp,
  requested,
  shaken,
} from './sample-steps.ts'

/** One target of a sample: what was seen, and what was concluded. */
export interface Case {
  readonly seen: TargetEvidence
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  readonly answers: readonly DnsAnswer[]
  readonly certificates: Readonly<Record<string, Certificate>>
}

function target(name: string, host: string, more: Partial<Target> = {}): Target {
  return {
    id: host,
    name,
    url: `https://${host}/`,
    scheme: 'https',
    host,
    port: 443,
    path: '/',
    catalog: null,
    capabilities: [],
    expect: { reachability: 'reachable', resolution: 'any' },
    address: null,
    proxy: null,
    pathKind: 'direct',
    ca: [],
    ...more,
  }
}

function finding(
  code: FindingCode,
  severity: Severity,
  subject: string,
  evidence: number[],
): Finding {
  return {
    code,
    severity,
    subject,
    summary: `${subject}: the sample says ${code} in one sentence of a usual length.`,
    cause:
      'The likely cause, in a sentence or two, as the table of findings gives it. A second sentence names another.',
    fix: 'What to change, where, and how to see that it helped: link the zone, open the port, renew the certificate.',
    evidence,
    docs: 'https://learn.microsoft.com/azure/private-link/private-endpoint-dns',
  }
}

function made(
  t: Target,
  observations: readonly Observation[],
  verdict: Verdict,
  findings: readonly Finding[] = [],
  facts: Partial<Pick<Case, 'answers' | 'certificates'>> = {},
): Case {
  const seen = { target: t, ending: 'done', observations } as const
  return { seen, verdict, findings, answers: [], certificates: {}, ...facts }
}

/** All four steps succeed. */
export function passing(host = 'management.azure.com', address = '20.37.158.0'): Case {
  const a = answer(host, RESOLVER, [`front.${host}`], [address])
  const steps = [
    lookedUp(host, [address], 1.11),
    asked(a, 1.2),
    connected(address, 14),
    shaken(address, host, [fingerprint(host), fingerprint('ca')], 22.3),
    requested(address, `https://${host}/`, 200, 44),
  ]
  const certificates = {
    [fingerprint(host)]: certificate(host, '2027-06-01T00:00:00Z'),
    [fingerprint('ca')]: {
      ...certificate('Contoso Issuing CA 2', '2030-01-01T00:00:00Z'),
      ca: true,
    },
  }
  const t = target(`passing ${host}`, host, {
    catalog: 'azure-functions',
    capabilities: ['deploy'],
  })
  return made(t, steps, 'pass', [], { answers: [a], certificates })
}

/** Silence, twice. */
export function dropped(): Case {
  const host = 'orders.postgres.database.azure.com'
  const a = answer(host, RESOLVER, [], ['10.0.1.9'])
  const silent = ['generic_timeout_error', 'no answer within 5000 ms'] as const
  const steps = [
    lookedUp(host, ['10.0.1.9'], 1),
    asked(a, 1),
    connected('10.0.1.9', 14, silent),
    connected('10.0.1.9', 5100, silent, 2),
  ]
  const t = target('orders database', host, { capabilities: ['orders'] })
  return made(t, steps, 'fail', [finding('tcp-dropped', 'fail', '10.0.1.9:443', [2, 3])], {
    answers: [a],
  })
}

/** An alias into privatelink.* and a public address: the zone is not linked. */
export function unlinkedZone(registry = 'contoso', name = 'registry'): Case {
  const host = `${registry}.azurecr.io`
  const aliases = [
    `${registry}.privatelink.azurecr.io`,
    'jpe.fe.azcr.io',
    'jpe-acr-reg.trafficmanager.net',
  ]
  const answers = [RESOLVER, SECOND].map((server) => answer(host, server, aliases, ['20.43.121.5']))
  const steps = [
    lookedUp(host, ['20.43.121.5'], 1),
    ...answers.map((a) => asked(a, 1)),
    connected('20.43.121.5', 14),
    shaken('20.43.121.5', host, ['ac01'], 23),
    requested('20.43.121.5', `https://${host}/v2/`, 401, 45),
  ]
  const certificates = { ac01: certificate('*.azurecr.io', '2027-02-01T00:00:00Z') }
  const t = target(name, host, {
    url: `https://${host}/v2/`,
    catalog: 'azure-container-registry',
    capabilities: ['pull'],
    expect: { reachability: 'reachable', resolution: 'private' },
  })
  const findings = [
    finding('dns-private-zone-not-used', 'fail', 'privatelink.azurecr.io', [0, 1, 2]),
  ]
  return made(t, steps, 'fail', findings, { answers, certificates })
}

export function expired(name = 'billing', address = '10.0.3.3', key = 'ee01'): Case {
  const host = `${name}.contoso.internal`
  const fault = ['ssl_invalid_certificate', 'certificate has expired'] as const
  const steps = [
    lookedUp(host, [address], 1),
    connected(address, 14),
    shaken(address, host, [key], 23, fault),
  ]
  const certificates = { [key]: certificate(host, '2026-11-01T00:00:00Z') }
  const findings = [finding('tls-expired', 'fail', host, [2])]
  return made(target(name, host), steps, 'fail', findings, { certificates })
}

/** The configured resolver is silent; getaddrinfo, which uses it, gives up. */
export function deadResolver(host = 'vault.contoso.net'): Case {
  const steps = [
    lookedUp(host, [], 1, ['dns_temporary_failure', 'EAI_AGAIN']),
    asked({ name: host, type: 'A', server: RESOLVER }, 1, [
      'generic_timeout_error',
      'no answer within 2000 ms',
    ]),
    asked({ name: host, type: 'AAAA', server: RESOLVER }, 1, [
      'generic_timeout_error',
      'no answer within 2000 ms',
    ]),
  ]
  const findings = [finding('dns-resolver-unreachable', 'inconclusive', RESOLVER, [1, 2])]
  return made(target(`names ${host}`, host), steps, 'inconclusive', findings)
}

/** The proxy says 403 to CONNECT. */
export function proxyDenial(host = 'pypi.org'): Case {
  const tunnel: ProxyObservation = {
    step: 'proxy',
    peer: 'proxy',
    attempt: 1,
    t0: 22.5,
    t: 41,
    failure: fail('proxy_denied', 'HTTP 403'),
    proxy: 'http://10.0.9.1:3128',
    authority: `${host}:443`,
    status: 403,
    headers: { server: 'squid/5.7' },
    body: '<h1>ERR_ACCESS_DENIED</h1> Access control configuration prevents your request',
  }
  const hop = { ...connected('10.0.9.1', 14), port: 3128, peer: 'proxy' as const }
  const proxy = {
    scheme: 'http',
    host: '10.0.9.1',
    port: 3128,
    authorization: 'Basic c2VjcmV0',
  } as const
  const t = target(`package index ${host}`, host, {
    proxy,
    pathKind: 'proxy',
    catalog: 'azure-functions',
    capabilities: ['deploy'],
  })
  return made(t, [hop, tunnel], 'fail', [finding('proxy-denied', 'fail', `${host}:443`, [1])])
}

export function expiresSoon(): Case {
  const given = passing('portal.contoso.com', '20.1.1.1')
  return {
    ...given,
    verdict: 'warn',
    findings: [finding('tls-expires-soon', 'warn', 'portal.contoso.com', [3])],
  }
}

export interface SampleOptions {
  readonly id?: string
  readonly vantage?: string
  readonly startedAt?: string
}

/** The report of one sweep with these cases. */
export function sample(cases: readonly Case[], options: SampleOptions = {}): Report {
  const startedAt = options.startedAt ?? '2026-11-22T03:12:05.000Z'
  const vantage = { ...VANTAGE, name: options.vantage ?? VANTAGE.name }
  return buildReport({
    id: options.id ?? '20261122T031205000Z-prod-japaneast-00000000',
    kind: 'scheduled',
    vantage,
    evidence: {
      startedAt,
      finishedAt: new Date(Date.parse(startedAt) + 12_400).toISOString(),
      warmUp: 0,
      systemResolvers: vantage.resolvers,
      targets: cases.map((c) => c.seen),
      dns: Object.fromEntries(cases.flatMap((c) => c.answers.map((a) => [answerKey(a), a]))),
      certificates: Object.assign({}, ...cases.map((c) => c.certificates)),
    },
    judgements: cases.map(({ verdict, findings }) => ({ verdict, findings })),
    capabilities: CAPABILITIES,
  })
}

/** One of each kind. */
export function mixed(): readonly Case[] {
  return [
    passing(),
    passing('login.microsoftonline.com', '20.190.1.1'),
    dropped(),
    unlinkedZone(),
    unlinkedZone('contosodata', 'registry data'),
    expired(),
    deadResolver(),
    proxyDenial(),
    proxyDenial('files.pythonhosted.org'),
    expiresSoon(),
  ]
}

/** As many targets, most of them passing, each with its own name, address and certificate facts. */
export function many(count: number): readonly Case[] {
  return Array.from({ length: count }, (_, i) =>
    i % 20 === 19
      ? unlinkedZone(`registry${i}`, `registry ${i}`)
      : passing(`svc-${i}.contoso.com`, `20.${i % 250}.${Math.floor(i / 250)}.1`),
  )
}
