import { expect, test } from 'vitest'
import type { Finding } from '../../shared/model/finding.ts'
import { mintRoot } from '../fixtures/mint.ts'
import { check, control, sweep, VIA_PROXY } from '../shared/judge/evidence.ts'
import { resolves, SYSTEM, unresolved, wire } from '../shared/judge/name-pieces.ts'
import {
  certificate,
  opens,
  replies,
  secures,
  tunnels,
  works,
} from '../shared/judge/path-pieces.ts'
import type { JudgedSweep } from './judged-sweep.ts'
import { type LawName, violations } from './laws.ts'
import { A, lie, saying, URL } from './lies.ts'

const silent = { fails: 'generic_timeout_error', took: 5000 } as const

const ca = await mintRoot('Corp Root')
const ofCorp = certificate({ serial: 'corp', issuer: 'CN=Corp Root' })
const dropped = check(URL, {}, resolves([A]), opens(A, silent))
const denied = replies(A, 403, { body: '<Code>AuthorizationPermissionMismatch</Code>' })

const PLANTED: readonly { law: LawName; lie: string; told: JudgedSweep; refutedBy: string }[] = [
  {
    law: 'unproven-pass',
    lie: 'a private address passes behind a proxy',
    told: saying(
      sweep([
        check(URL, { ...VIA_PROXY, expect: { resolution: 'private' } }, tunnels(), replies(A, 200)),
      ]),
      null,
      'pass',
    ),
    refutedBy: 'the proxy proxy.corp',
  },
  {
    law: 'constant-failure',
    lie: 'packets are dropped to what answers another target',
    told: saying(
      sweep([dropped, check('https://b.example', {}, works(A))]),
      lie({ evidence: [2] }),
    ),
    refutedBy: `${A} port 443 accepted a connection of https://b.example`,
  },
  {
    law: 'constant-failure',
    lie: 'packets are dropped to what answered the try before',
    told: saying(
      sweep([check(URL, {}, opens(A), opens(A, { ...silent, attempt: 2 }))]),
      lie({ evidence: [1] }),
    ),
    refutedBy: `${A} port 443 accepted`,
  },
  {
    law: 'constant-failure',
    lie: 'what answers elsewhere is blocked as wanted',
    told: saying(
      sweep([dropped, check('https://b.example', {}, works(A))]),
      lie({ code: 'blocked-as-wanted', severity: 'info', evidence: [2] }),
      'pass',
    ),
    refutedBy: `${A} port 443 accepted`,
  },
  {
    law: 'constant-hello',
    lie: 'a name is filtered that passes at the same address',
    told: saying(
      sweep([
        check(URL, {}, opens(A), secures(A, { phase: 'sent', ...silent })),
        check(`${URL}/other`, {}, works(A)),
      ]),
      lie({ code: 'tls-blocked-by-name', evidence: [1] }),
    ),
    refutedBy: `app.example at ${A} port 443`,
  },
  {
    law: 'no-reply',
    lie: 'a resolver is dead that answers another question',
    told: saying(
      sweep([
        check(URL, {}, unresolved('generic_timeout_error')),
        check('https://b.example', {}, resolves([A])),
      ]),
      lie({ code: 'dns-resolver-unreachable', subject: SYSTEM }),
    ),
    refutedBy: `${SYSTEM} replied to the question for b.example`,
  },
  {
    law: 'no-reply',
    lie: 'the same as a claim, of a server that failed in words',
    told: saying(
      sweep([check(URL, {}, wire(SYSTEM, [], { fails: 'dns_servfail_error' }))]),
      lie({ code: 'dns-server-failure', claims: [{ kind: 'no-reply', server: SYSTEM }] }),
    ),
    refutedBy: `${SYSTEM} replied`,
  },
  {
    law: 'nothing-answered',
    lie: 'nothing leaves, and something did',
    told: saying(sweep([dropped, control()]), lie({ code: 'network-no-way-out' })),
    refutedBy: '20.1.1.1 port 443 accepted a connection',
  },
  {
    law: 'nothing-answered',
    lie: 'no public address answers, and one does',
    told: saying(
      sweep([dropped, control()]),
      lie({ summary: 'Dropped; no public address was reached in this sweep' }),
    ),
    refutedBy: '20.1.1.1 port 443 accepted a connection',
  },
  {
    law: 'unknown-issuer',
    lie: 'a root is not known here that `ca` holds',
    told: saying(
      sweep([check(URL, { ca: [ca.pem] }, opens(A), secures(A, { chain: [ofCorp] }))]),
      lie({
        code: 'tls-untrusted',
        summary: 'The chain ends at “Corp Root”, which is neither in it nor known here',
        evidence: [1],
      }),
    ),
    refutedBy: '`ca` holds CN=Corp Root',
  },
  {
    law: 'public-root',
    lie: 'inspected, below the root of a public authority',
    told: saying(
      sweep([check(URL, {}, opens(A), secures(A, { chain: [ofCorp], anchor: 'public' }))]),
      lie({ code: 'tls-intercepted', evidence: [1] }),
    ),
    refutedBy: 'a public authority’s',
  },
  {
    law: 'inspected-pass',
    lie: 'not inspected, below a root of the machine’s store',
    told: saying(
      sweep([
        check(
          URL,
          { expect: { tls: { inspected: 'never' } } },
          opens(A),
          secures(A, { chain: [ofCorp], anchor: 'machine' }),
        ),
      ]),
      null,
      'pass',
    ),
    refutedBy: 'no public authority’s',
  },
  {
    law: 'certificate-names',
    lie: 'for X, not for X',
    told: saying(
      sweep([dropped]),
      lie({
        code: 'tls-name-mismatch',
        summary: 'The certificate at 20.2.2.2 is for *.example and b.corp, not for app.example',
      }),
    ),
    refutedBy: 'cover app.example',
  },
  {
    law: 'contrast',
    lie: 'the host that fails is its own proof',
    told: saying(
      sweep([dropped, check(`${URL}/x`, {}, works('20.9.9.9'))]),
      lie({
        summary: 'Dropped; other public addresses answer (app.example)',
        claims: [
          {
            kind: 'contrast',
            failing: [A],
            passing: { host: 'app.example', address: '20.9.9.9' },
          },
        ],
      }),
    ),
    refutedBy: 'app.example is the target itself',
  },
  {
    law: 'contrast',
    lie: 'a public address proves nothing of a VIP',
    told: saying(
      sweep([check(URL, {}, opens('199.36.153.4', silent)), control()]),
      lie({
        claims: [
          {
            kind: 'contrast',
            failing: ['199.36.153.4'],
            passing: { host: 'control.example', address: '20.1.1.1' },
          },
        ],
      }),
    ),
    refutedBy: 'google-restricted',
  },
  {
    law: 'contrast',
    lie: 'what is said to answer did not',
    told: saying(
      sweep([dropped]),
      lie({
        claims: [
          { kind: 'contrast', failing: [A], passing: { host: 'b.example', address: '20.1.1.1' } },
        ],
      }),
    ),
    refutedBy: 'b.example did not answer',
  },
  {
    law: 'contrast',
    lie: 'a contrast in words alone',
    told: saying(
      sweep([dropped, control()]),
      lie({ summary: 'Dropped; other public addresses answer (control.example)' }),
    ),
    refutedBy: 'no claim states',
  },
  {
    law: 'excluded-remedy',
    lie: 'the networks are not peered, and another port answers',
    told: saying(
      sweep([dropped, check(`tcp://app.example:5432`, {}, opens(A))]),
      lie({ cause: 'The networks are not peered', evidence: [2] }),
    ),
    refutedBy: `${A} accepts connections on port 5432`,
  },
  {
    law: 'counts',
    lie: 'two of three, and it was one of two',
    told: saying(
      sweep([dropped, check('https://b.example', {}, works(A))]),
      lie({
        code: 'tcp-intermittent',
        claims: [{ kind: 'lost-in-part', address: A, port: 443, lost: 2, of: 3 }],
      }),
    ),
    refutedBy: '1 of 2 by the evidence',
  },
  {
    law: 'empty-pass',
    lie: 'it passes, and its request is missing',
    told: saying(sweep([check(URL, {}, opens(A), secures(A))]), null, 'pass'),
    refutedBy: 'no request that ended well',
  },
  {
    law: 'bare-status',
    lie: 'a bare 403, and the body names the reason',
    told: saying(
      sweep([check(URL, {}, opens(A), denied)]),
      lie({ code: 'http-status-unexpected', summary: 'answered with status 403', evidence: [1] }),
    ),
    refutedBy: 'the answer says AuthorizationPermissionMismatch',
  },
]

test.for(PLANTED)('$law is named: $lie', ({ law, told, refutedBy }) => {
  const found = violations(told).filter((violation) => violation.law === law)
  expect(found).toEqual([
    {
      law,
      target: URL,
      sentence: expect.any(String),
      refutedBy: expect.stringContaining(refutedBy),
    },
  ])
})

/** The same evidence with the truth said of it. */
test('what the evidence bears out breaks no law', () => {
  const truth: Finding = lie({
    code: 'tcp-intermittent',
    summary: `1 of 2 connections to ${A} port 443 got no answer in this sweep`,
    evidence: [2],
    claims: [{ kind: 'lost-in-part', address: A, port: 443, lost: 1, of: 2 }],
  })
  const told = saying(sweep([dropped, check('https://b.example', {}, works(A))]), truth)
  expect(violations(told)).toEqual([])
})
