import { describe, expect, test } from 'vitest'
import { judge } from '../../../shared/judge/judge.ts'
import { FINDING_CODES } from '../../../shared/model/finding-codes.ts'
import { ADDRESS_CASES } from './cases/addresses.ts'
import { BASELINE_CASES } from './cases/baseline.ts'
import { BESIDE_PROXY_CASES } from './cases/beside-proxy.ts'
import { BLOCKED_CASES } from './cases/blocked.ts'
import { NOT_PROVEN_CASES } from './cases/blocked-not-proven.ts'
import type { Case } from './cases/case.ts'
import { CERTIFICATE_CHANGED_CASES } from './cases/certificate-changed.ts'
import { DATE_CASES } from './cases/certificate-dates.ts'
import { CERTIFICATE_FAULT_CASES } from './cases/certificate-faults.ts'
import { CERTIFICATE_CASES } from './cases/certificates.ts'
import { CLIENT_CERTIFICATE_CASES, SHOWN_CERTIFICATE_CASES } from './cases/client-certificate.ts'
import { COMPANION_CASES } from './cases/companions.ts'
import { CONFIGURATION_CASES } from './cases/configuration.ts'
import { DATABASE_CASES } from './cases/databases.ts'
import { DATAGRAM_CASES } from './cases/datagrams.ts'
import { DENIAL_CASES } from './cases/denials.ts'
import { DNS_CASES } from './cases/dns.ts'
import { DNS_PRIVATE_CASES } from './cases/dns-private.ts'
import { DNS_SILENCE_CASES } from './cases/dns-silence.ts'
import { DNS_TCP_CASES } from './cases/dns-tcp.ts'
import { DNS_ZONE_CASES } from './cases/dns-zones.ts'
import { EXPECTATION_CASES } from './cases/expectation.ts'
import { SECURE_SERVER_CASES, SILENT_SERVER_CASES } from './cases/failing-servers.ts'
import { FAMILY_CASES } from './cases/family.ts'
import { FRONT_END_CASES } from './cases/front-ends.ts'
import { GOOGLE_NAME_CASES } from './cases/google-names.ts'
import { GOOGLE_SILENCE_CASES } from './cases/google-silence.ts'
import { GRPC_CASES } from './cases/grpc.ts'
import { HELLO_CASES } from './cases/hellos.ts'
import { HTTP_CASES } from './cases/http.ts'
import { IDENTITY_CASES } from './cases/identity.ts'
import { INSPECTION_CASES } from './cases/inspection.ts'
import { INTERMITTENT_CASES } from './cases/intermittent.ts'
import { LARGE_ANSWER_CASES } from './cases/large-answers.ts'
import { LED_INSIDE_CASES } from './cases/led-inside.ts'
import { LIST_CASES } from './cases/lists.ts'
import { MAIL_CASES } from './cases/mail.ts'
import { NAME_CASES } from './cases/names.ts'
import { NETWORK_CASES } from './cases/network.ts'
import { OUTSIDE_SERVER_CASES } from './cases/outside-servers.ts'
import { BY_STATUS, NAMES_BESIDE, REFUTED_BY_ITSELF } from './cases/own-evidence.ts'
import { OWN_ZONE_CASES } from './cases/own-zones.ts'
import { PLATFORM_CASES } from './cases/platform.ts'
import { POLICY_ZONE_CASES } from './cases/policy-zones.ts'
import { PORTAL_PAGE_CASES } from './cases/portal-pages.ts'
import { PRIVATE_ENDPOINT_CASES } from './cases/private-endpoints.ts'
import { PROXY_CASES } from './cases/proxy.ts'
import { RECORD_CASES } from './cases/records.ts'
import { REDIRECT_CASES } from './cases/redirects.ts'
import { PROXIES_BESIDE, REACHED_BESIDE, ZONES_USED_FOR_OTHERS } from './cases/same-sweep.ts'
import { SERVICE_DENIAL_CASES } from './cases/service-denials.ts'
import { SILENCE_BESIDE } from './cases/silence-beside.ts'
import { STAND_IN_CASES } from './cases/stand-ins.ts'
import { STARTTLS_CASES } from './cases/starttls.ts'
import { STRANGE_ANSWER_CASES } from './cases/strange-answers.ts'
import { SWEEP_CASES } from './cases/sweep.ts'
import { TLS_CASES } from './cases/tls.ts'
import { WARM_UP_CASES } from './cases/warm-up.ts'
import { WEBSOCKET_CASES } from './cases/websocket.ts'
import { BOOK, codes, judged } from './evidence.ts'

const CASES: readonly Case[] = [
  ...ZONES_USED_FOR_OTHERS,
  ...REACHED_BESIDE,
  ...PROXIES_BESIDE,
  ...SILENCE_BESIDE,
  ...NAMES_BESIDE,
  ...REFUTED_BY_ITSELF,
  ...BY_STATUS,
  ...SWEEP_CASES,
  ...WARM_UP_CASES,
  ...LARGE_ANSWER_CASES,
  ...LIST_CASES,
  ...PROXY_CASES,
  ...DNS_CASES,
  ...NAME_CASES,
  ...FAMILY_CASES,
  ...DNS_PRIVATE_CASES,
  ...COMPANION_CASES,
  ...DNS_ZONE_CASES,
  ...OWN_ZONE_CASES,
  ...DNS_SILENCE_CASES,
  ...DNS_TCP_CASES,
  ...SECURE_SERVER_CASES,
  ...SILENT_SERVER_CASES,
  ...ADDRESS_CASES,
  ...NETWORK_CASES,
  ...PRIVATE_ENDPOINT_CASES,
  ...GOOGLE_SILENCE_CASES,
  ...FRONT_END_CASES,
  ...LED_INSIDE_CASES,
  ...OUTSIDE_SERVER_CASES,
  ...STAND_IN_CASES,
  ...BESIDE_PROXY_CASES,
  ...POLICY_ZONE_CASES,
  ...MAIL_CASES,
  ...GOOGLE_NAME_CASES,
  ...INSPECTION_CASES,
  ...INTERMITTENT_CASES,
  ...TLS_CASES,
  ...HELLO_CASES,
  ...STARTTLS_CASES,
  ...CLIENT_CERTIFICATE_CASES,
  ...SHOWN_CERTIFICATE_CASES,
  ...CERTIFICATE_CASES,
  ...CERTIFICATE_FAULT_CASES,
  ...DATE_CASES,
  ...HTTP_CASES,
  ...DENIAL_CASES,
  ...PORTAL_PAGE_CASES,
  ...REDIRECT_CASES,
  ...WEBSOCKET_CASES,
  ...SERVICE_DENIAL_CASES,
  ...STRANGE_ANSWER_CASES,
  ...DATABASE_CASES,
  ...EXPECTATION_CASES,
  ...RECORD_CASES,
  ...BASELINE_CASES,
  ...DATAGRAM_CASES,
  ...GRPC_CASES,
  ...CERTIFICATE_CHANGED_CASES,
  ...BLOCKED_CASES,
  ...NOT_PROVEN_CASES,
  ...IDENTITY_CASES,
  ...PLATFORM_CASES,
  ...CONFIGURATION_CASES,
]

const NOWHERE = { cloud: 'other', facts: {} } as const

/** What judgement is given besides the evidence of a case. */
function knowledgeOf({
  lists = {},
  before = new Map(),
  vantage = NOWHERE,
  network,
}: Partial<Case>) {
  return { lists, before, vantage, network }
}

describe('judge', () => {
  test.for(CASES.map((c) => [c.code, c.name, c] as const))(
    '%s: %s',
    ([code, , { evidence, first, ...given }]) => {
      const known = knowledgeOf(given)
      if (first === null) {
        expect(codes(evidence, known)).not.toContain(code)
        return
      }
      const { verdict, findings } = judged(evidence, known)
      const [finding] = findings
      expect(finding?.code, JSON.stringify(findings, null, 1)).toBe(code)
      expect(finding?.severity).toBe(first.severity)
      expect(verdict).toBe(first.severity === 'info' ? 'pass' : first.severity)
      const text = `${finding?.summary}\n${finding?.cause}\n${finding?.fix}`
      for (const part of first.says ?? []) expect(text).toContain(part)
      for (const part of first.never ?? []) expect(text).not.toContain(part)
      if (first.subject !== undefined) expect(finding?.subject).toBe(first.subject)
    },
  )

  test.for(FINDING_CODES)('%s has a case that yields it first and a near miss', (code) => {
    const own = CASES.filter((c) => c.code === code)
    expect(own.some((c) => c.first !== null)).toBe(true)
    expect(own.some((c) => c.first === null)).toBe(true)
  })

  test.for(CASES.map((c) => [`${c.code}: ${c.name}`, c] as const))(
    'says summaries fit to print, cites what exists, in its order: %s',
    ([, { evidence, vantage = NOWHERE }]) => {
      judge(evidence, { book: BOOK, vantage }).forEach(({ findings }, i) => {
        expect(findings.length).toBeLessThanOrEqual(4)
        for (const { summary, evidence: cited } of findings) {
          expect(summary).toMatch(/^[^\n]{10,400}[^.\s]$/)
          for (const at of cited) expect(evidence.targets[i]?.observations[at]).toBeDefined()
          expect(cited).toEqual([...new Set(cited)].sort((a, b) => a - b))
        }
      })
    },
  )
})
