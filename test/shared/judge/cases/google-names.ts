import { check, control, sweep } from '../evidence.ts'
import { resolves, unresolved, wire } from '../name-pieces.ts'
import { opens, secures, works } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const STORAGE = 'https://storage.googleapis.com'
const IMAGE = 'https://us-docker.pkg.dev'
const VIP = '199.36.153.5'
const FRONT = '142.250.207.27'
const WEB = '20.2.2.2'
const WEB2 = '20.2.2.3'
const ENDPOINT = '10.3.0.5'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const fail = { severity: 'fail' } as const
const RESTRICTED = { expect: { resolution: 'google-restricted' } } as const
const PSC = { expect: { resolution: 'private', addresses: [`${ENDPOINT}/32`] } } as const
const inGoogle = { vantage: { cloud: 'gcp', facts: {} } } as const

const silentAt = (url: string, address: string) =>
  check(url, {}, resolves([address]), opens(address, silent))
const answers = (url: string, address: string) =>
  check(url, {}, resolves([address]), works(address))

/** Where names of Google’s APIs lead, and what is reached of the internet beside them. */
export const GOOGLE_NAME_CASES: readonly Case[] = [
  yields(
    'dns-google-vip-not-used',
    'the zone is not bound: the commands that lead the domain to the VIP',
    sweep([check(STORAGE, RESTRICTED, resolves([FRONT]), works(FRONT))]),
    {
      ...fail,
      says: ['--dns-name=googleapis.com.', '199.36.153.4,199.36.153.5', 'outbound server policy'],
      never: ['Azure', 'private endpoint'],
    },
  ),
  ...[
    {
      shows: 'only a public address',
      addresses: [FRONT],
      says: ['no private zone pkg.dev is bound'],
    },
    {
      shows: 'a public address beside the VIP',
      addresses: [VIP, FRONT],
      never: ['no private zone'],
    },
  ].map(({ shows, addresses, ...texts }) =>
    yields(
      'dns-google-vip-not-used',
      `${shows}, where another domain leads to the VIP`,
      sweep([
        check(IMAGE, RESTRICTED, resolves(addresses), ...addresses.map(works)),
        check(STORAGE, RESTRICTED, resolves([VIP]), works(VIP)),
      ]),
      { ...fail, ...texts },
    ),
  ),
  yields(
    'dns-google-vip-not-used',
    'another server has the answer: the way to it, not the zone',
    sweep([
      check(STORAGE, RESTRICTED, resolves([FRONT]), wire('10.9.0.53:53', [VIP]), works(FRONT)),
    ]),
    { ...fail, says: ['so the zone exists', 'outbound server policy'], never: ['managed-zones'] },
  ),
  yields(
    'dns-google-vip-not-used',
    'an endpoint is wanted and the name is public',
    sweep([check(STORAGE, PSC, resolves([FRONT]), works(FRONT))]),
    {
      ...fail,
      says: [`not to the Private Service Connect endpoint ${ENDPOINT}`, `--rrdatas="${ENDPOINT}"`],
      never: ['privatelink', 'approve', 'Azure'],
    },
  ),
  yields(
    'dns-google-vip-not-used',
    'an endpoint serves one domain, and another lacks the zone',
    sweep([
      check('https://packages.cloud.google.com', PSC, resolves([FRONT]), opens(FRONT, silent)),
      check(STORAGE, PSC, resolves([ENDPOINT]), works(ENDPOINT)),
    ]),
    {
      ...fail,
      says: [`googleapis.com leads to the Private Service Connect endpoint ${ENDPOINT} here`],
      never: ['*.packages.cloud.google.com'],
    },
  ),
  yields(
    'dns-google-vip-not-used',
    'an endpoint is wanted and the name leads to a VIP',
    sweep([check(STORAGE, PSC, resolves([VIP]), works(VIP))]),
    { ...fail, says: [VIP] },
  ),
  spares(
    'dns-google-vip-not-used',
    'the name leads to the endpoint',
    sweep([check(STORAGE, PSC, resolves([ENDPOINT]), works(ENDPOINT))]),
  ),
  spares(
    'dns-google-vip-not-used',
    'a name of one’s own that must be private',
    sweep([
      check('https://app.corp', { expect: { resolution: 'private' } }, resolves([WEB]), works(WEB)),
    ]),
  ),
  yields(
    'dns-google-vip-not-used',
    'the public address answers: nothing is said of what is not reached',
    sweep([check(IMAGE, RESTRICTED, resolves([FRONT]), works(FRONT)), answers(STORAGE, VIP)]),
    { ...fail, says: ['its names have public addresses'], never: ['not reach'] },
  ),
  spares(
    'dns-address-unexpected',
    'a name of Google’s that must lead to an endpoint',
    sweep([check(STORAGE, PSC, resolves([FRONT]), works(FRONT))]),
  ),
  {
    ...yields(
      'dns-server-failure',
      'a forwarding or peering zone of the VPC, for a name of one’s own',
      sweep([
        check('https://app.corp', {}, unresolved('dns_servfail_error')),
        answers(STORAGE, VIP),
      ]),
      { ...fail, says: ['forwarding zone', 'peering zone', '35.199.192.0/19'], never: ['Azure'] },
    ),
    ...inGoogle,
  },
  yields(
    'network-no-internet',
    'the VIP answers, and no host of the internet does',
    sweep([
      silentAt('https://registry.k8s.io', WEB),
      silentAt('https://shop.example', WEB2),
      check(STORAGE, RESTRICTED, resolves([VIP]), works(VIP)),
    ]),
    {
      ...fail,
      says: ['2 hosts', 'restricted.googleapis.com', 'Cloud NAT', 'network tags'],
      subject: 'the internet',
    },
  ),
  {
    ...yields(
      'network-no-internet',
      'Google answers at its public addresses, by Private Google Access',
      sweep([
        silentAt('https://registry.k8s.io', WEB),
        silentAt('https://shop.example', WEB2),
        answers(STORAGE, FRONT),
      ]),
      { ...fail, says: ['its public addresses'] },
    ),
    ...inGoogle,
  },
  spares(
    'network-no-internet',
    'one host of the internet answers',
    sweep([
      silentAt('https://registry.k8s.io', WEB),
      silentAt('https://shop.example', WEB2),
      answers(STORAGE, VIP),
      control(),
    ]),
  ),
  spares(
    'network-no-internet',
    'one host of the internet refuses, which is an answer',
    sweep([
      silentAt('https://registry.k8s.io', WEB),
      silentAt('https://shop.example', WEB2),
      check(
        'https://other.example',
        {},
        resolves(['20.2.2.4']),
        opens('20.2.2.4', { fails: 'connection_refused' }),
      ),
      answers(STORAGE, VIP),
    ]),
  ),
  spares(
    'network-no-internet',
    'a private address of the host is silent, too',
    sweep([
      check(
        'https://shop.example',
        {},
        resolves([WEB2, '10.1.0.5']),
        opens(WEB2, silent),
        opens('10.1.0.5', silent),
      ),
      silentAt('https://registry.k8s.io', WEB),
      answers(STORAGE, VIP),
    ]),
  ),
  spares(
    'network-no-internet',
    'one host alone is silent',
    sweep([silentAt('https://registry.k8s.io', WEB), answers(STORAGE, VIP)]),
  ),
  spares(
    'network-no-internet',
    'a network of which nothing says that it is Google’s',
    sweep([
      silentAt('https://registry.k8s.io', WEB),
      silentAt('https://shop.example', WEB2),
      answers('tcp://db.corp:5432', '10.1.0.5'),
    ]),
  ),
  {
    ...spares(
      'network-no-internet',
      'a host of the VPC answers, and Google was not asked',
      sweep([
        silentAt('https://registry.k8s.io', WEB),
        silentAt('https://shop.example', WEB2),
        answers('tcp://db.corp:5432', '10.1.0.5'),
      ]),
    ),
    ...inGoogle,
  },
  yields(
    'google-vip-service-unlisted',
    'TLS opens at the restricted VIP, for an API that it does not list',
    sweep([check('tls://gmail.googleapis.com:443', {}, resolves([VIP]), opens(VIP), secures(VIP))]),
    { severity: 'warn', says: ['gmail', 'restricted.googleapis.com', 'private.googleapis.com'] },
  ),
  yields(
    'google-vip-service-unlisted',
    'the name alone was asked for',
    sweep([check('dns://maps.googleapis.com', {}, resolves([VIP]))]),
    { severity: 'warn', says: ['maps'] },
  ),
  ...[
    'storage.googleapis.com',
    'orders.storage.googleapis.com',
    'us-central1-aiplatform.googleapis.com',
    'storage.mtls.googleapis.com',
    'bigquerystorage.googleapis.com',
    'datastore.googleapis.com',
    'restricted.googleapis.com',
  ].map((host) =>
    spares(
      'google-vip-service-unlisted',
      `${host} is served`,
      sweep([check(`tls://${host}:443`, {}, resolves([VIP]), opens(VIP), secures(VIP))]),
    ),
  ),
  spares(
    'google-vip-service-unlisted',
    'the API answers over HTTP, whatever the list says',
    sweep([answers('https://newest.googleapis.com', VIP)]),
  ),
  spares(
    'google-vip-service-unlisted',
    'the private VIP serves it',
    sweep([
      check(
        'tls://gmail.googleapis.com:443',
        {},
        resolves(['199.36.153.9']),
        opens('199.36.153.9'),
      ),
    ]),
  ),
]
