import type { Certificate } from '../../../../shared/model/facts.ts'
import { check, control, sweep } from '../evidence.ts'
import { lookup, SYSTEM, wire } from '../name-pieces.ts'
import { certificate, opens, secures } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const A = '20.43.9.9'
const HOST = 'shop.contoso.test'
const OTHER_NAME = { fails: 'ssl_invalid_hostname', nameMatches: false } as const
const SELF_SIGNED = {
  fails: 'ssl_unknown_authority',
  verification: 'DEPTH_ZERO_SELF_SIGNED_CERT',
} as const

const shows = (
  leaf: Partial<Certificate>,
  how: Parameters<typeof secures>[1],
  chain: readonly string[] = [],
) =>
  sweep([
    check(
      `https://${HOST}`,
      {},
      lookup([A]),
      wire(SYSTEM, [A], { chain }),
      opens(A),
      secures(A, { ...how, chain: [certificate({ serial: 'leaf', ...leaf })] }),
    ),
    control(),
  ])

const ownOf = (subject: string, names: readonly string[]) => ({
  subject,
  issuer: subject,
  names: [...names],
  selfSigned: true,
})
const NGINX = 'CN=Kubernetes Ingress Controller Fake Certificate, O=Acme Co'
const TRAEFIK = 'CN=TRAEFIK DEFAULT CERT'

/** Certificates that front ends show where they have none for the name, and those of the service behind an alias. */
export const STAND_IN_CASES: readonly Case[] = [
  ...(
    [
      [NGINX, 'ingress-nginx answers', 'kubectl get ingress -A'],
      [TRAEFIK, 'Traefik answers', 'the log of Traefik'],
    ] as const
  ).flatMap(([subject, who, fix]) => [
    yields(
      'tls-name-mismatch',
      `${who} for another name`,
      shows(ownOf(subject, ['ingress.local']), { ...SELF_SIGNED, nameMatches: false }),
      {
        severity: 'fail',
        says: [who, `no certificate for ${HOST}`, fix],
        never: ['another service'],
      },
    ),
    yields(
      'tls-untrusted',
      `${who} for a name that its certificate holds`,
      shows(ownOf(subject, [HOST]), SELF_SIGNED),
      { severity: 'fail', says: [who, fix], never: ['made its own certificate'] },
    ),
  ]),
  yields(
    'tls-untrusted',
    'a self-signed certificate of nobody known',
    shows(ownOf(`CN=${HOST}`, [HOST]), SELF_SIGNED),
    { severity: 'fail', says: ['The server made its own certificate'] },
  ),
  yields(
    'tls-untrusted',
    'a certificate for the way behind a CDN',
    shows(
      {
        subject: 'CN=CloudFlare Origin Certificate, O=CloudFlare, Inc.',
        issuer: 'C=US, O=CloudFlare, Inc., OU=CloudFlare Origin SSL Certificate Authority',
        names: [HOST],
      },
      { fails: 'ssl_unknown_authority', verification: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    ),
    { severity: 'fail', says: [`DNS leads ${HOST} past Cloudflare`], never: ['private authority'] },
  ),
  yields(
    'tls-name-mismatch',
    'the certificate of what the name is an alias of',
    shows({ names: ['d.test', '*.d.test'] }, OTHER_NAME, ['edge.vendor.test', 'a1.D.test']),
    {
      severity: 'fail',
      says: [`${HOST} is an alias of a1.D.test`, `add ${HOST} as a custom domain`],
      never: ['another service'],
    },
  ),
  ...(
    [
      ['deeper than the asterisk reaches', ['b.a1.d.test']],
      ['of another site', ['a1.e.test']],
      ['to the name itself', [HOST]],
      ['left out', []],
    ] as const
  ).map(([what, chain]) =>
    yields(
      'tls-name-mismatch',
      `an alias ${what}`,
      shows({ names: ['d.test', '*.d.test'] }, OTHER_NAME, [...chain]),
      {
        severity: 'fail',
        says: ['the address belongs to another service'],
        never: ['is an alias'],
      },
    ),
  ),
  yields(
    'tls-name-mismatch',
    'the certificate holds the alias itself',
    shows({ names: ['a1.d.test'] }, OTHER_NAME, ['a1.d.test']),
    { severity: 'fail', says: ['is an alias of a1.d.test'] },
  ),
]
