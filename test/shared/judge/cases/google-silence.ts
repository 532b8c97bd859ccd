import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, works } from '../path-pieces.ts'
import { type Case, yields } from './case.ts'

const STORAGE = 'https://storage.googleapis.com'
const IMAGE = 'https://us-docker.pkg.dev'
const VIP = '199.36.153.5'
const PRIVATE_VIP = '199.36.153.9'
const VIP6 = '2600:2d00:2:1000::'
const FRONT = '142.250.207.27'
const WEB = '20.2.2.2'
const ENDPOINT = '10.3.0.5'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const
const inGoogle = { vantage: { cloud: 'gcp', facts: {} } } as const
const fail = { severity: 'fail' } as const

const silentAt = (url: string, address: string) =>
  check(url, {}, resolves([address]), opens(address, silent))
const answers = (url: string, address: string) =>
  check(url, {}, resolves([address]), works(address))
const OF_SQL = { catalog: 'cloud-sql', capabilities: ['cloud-sql/connector-path'] } as const
const db = check('tcp://db.corp:5432', {}, resolves(['10.1.0.5']), works('10.1.0.5'))

/** Silence in a network of Google Cloud, told by the class of the address and by what else answered. */
export const GOOGLE_SILENCE_CASES: readonly Case[] = [
  yields(
    'tcp-dropped',
    'the restricted VIP: route, rule, switch, each as a command',
    sweep([silentAt(STORAGE, VIP), control()]),
    {
      ...fail,
      says: [
        '--destination-range=199.36.153.4/30 --next-hop-gateway=default-internet-gateway',
        'get-effective-firewalls',
        '--enable-private-ip-google-access',
      ],
      never: ['Azure', 'security group'],
    },
  ),
  yields(
    'tcp-dropped',
    'the private VIP has its own range',
    sweep([silentAt(STORAGE, PRIVATE_VIP), control()]),
    {
      ...fail,
      says: ['199.36.153.8/30'],
      never: ['199.36.153.4/30'],
    },
  ),
  yields(
    'tcp-dropped',
    'the restricted VIP over IPv6 has an IPv6 route',
    sweep([silentAt(STORAGE, VIP6), control()]),
    {
      ...fail,
      says: ['--destination-range=2600:2d00:2:1000::/56'],
      never: ['199.36.153'],
    },
  ),
  {
    ...yields(
      'tcp-dropped',
      'a private address may be on premises',
      sweep([silentAt('https://git.corp', '172.16.4.7'), db]),
      { ...fail, says: ['on premises, no Cloud Router learns', 'get-status ROUTER'] },
    ),
    ...inGoogle,
  },
  {
    ...yields(
      'tcp-dropped',
      'only the port speaks for a managed service: a host of one’s own has ingress rules',
      sweep([silentAt('tcp://pg.corp:5432', '10.2.0.7'), control()]),
      { ...fail, says: ['a host of your own', 'ingress rules of the host’s network'] },
    ),
    ...inGoogle,
  },
  {
    ...yields(
      'tcp-dropped',
      'public Google, a private host answers: Private Google Access comes first',
      sweep([silentAt(STORAGE, FRONT), db]),
      {
        ...fail,
        says: ['Private Google Access is off', 'privateIpGoogleAccess'],
        never: ['restricted.googleapis.com'],
      },
    ),
    ...inGoogle,
  },
  {
    ...yields(
      'tcp-dropped',
      'public Google, the internet answers: not that switch',
      sweep([silentAt(STORAGE, FRONT), control('shop.example', WEB)]),
      {
        ...fail,
        says: ['Addresses of the internet answer'],
        never: ['Private Google Access is off', 'other public'],
      },
    ),
    ...inGoogle,
  },
  yields(
    'tcp-dropped',
    'a domain without a zone beside one that leads to the VIP',
    sweep([silentAt(IMAGE, FRONT), answers(STORAGE, VIP)]),
    {
      ...fail,
      says: [
        'googleapis.com leads to restricted.googleapis.com here (storage.googleapis.com) and pkg.dev does not',
        '--dns-name=pkg.dev.',
        '*.pkg.dev.',
      ],
      never: ['Private Google Access is off'],
    },
  ),
  yields(
    'tcp-dropped',
    'a domain without a zone beside one that leads to an endpoint',
    sweep([silentAt(IMAGE, FRONT), answers(STORAGE, ENDPOINT)]),
    {
      ...fail,
      says: [`the Private Service Connect endpoint ${ENDPOINT}`, `--rrdatas="${ENDPOINT}"`],
    },
  ),
  yields(
    'tcp-dropped',
    'one name of a domain that leads to the VIP otherwise',
    sweep([silentAt('https://logging.googleapis.com', FRONT), answers(STORAGE, VIP)]),
    {
      ...fail,
      says: ['both are in googleapis.com', 'bypass'],
      never: ['managed-zones create'],
    },
  ),
  yields(
    'tcp-dropped',
    'one address of the internet beside a VIP that answers',
    sweep([silentAt('https://registry.k8s.io', WEB), answers(STORAGE, VIP)]),
    {
      ...fail,
      says: ['Google is reached by restricted.googleapis.com', 'Cloud NAT'],
      never: ['other public', 'security group'],
    },
  ),
  {
    ...yields(
      'tcp-dropped',
      'one address of the internet where others answer: a rule, not the way out',
      sweep([silentAt('https://registry.k8s.io', WEB), answers(STORAGE, VIP), control()]),
      {
        ...fail,
        says: ['other public addresses answer (control.example)', 'hierarchical'],
        never: ['Cloud NAT'],
      },
    ),
    ...inGoogle,
  },
  yields(
    'tcp-dropped',
    'the endpoint of Google’s APIs by its address',
    sweep([silentAt(`http://${ENDPOINT}`, ENDPOINT), silentAt(STORAGE, ENDPOINT), control()]),
    {
      ...fail,
      says: [`--filter="IPAddress=${ENDPOINT}"`, 'Neither Cloud NAT nor Private Google Access'],
      never: ['peering', 'security group'],
    },
  ),
  {
    ...yields(
      'tcp-dropped',
      'a host of the VPC is no proof for an endpoint',
      sweep([silentAt(`http://${ENDPOINT}`, ENDPOINT), silentAt(STORAGE, ENDPOINT), db]),
      {
        ...fail,
        never: ['other private', '(db.corp)'],
      },
    ),
    ...inGoogle,
  },
  yields(
    'tcp-dropped',
    'an instance of Cloud SQL behind an endpoint of its own',
    sweep([silentAt('tcp://abc.def.us-east1.sql.goog:5432', '10.4.0.9'), control()]),
    {
      ...fail,
      says: ['pscConnectionStatus', 'peered network'],
      never: ['security group'],
    },
  ),
  {
    ...yields(
      'tcp-dropped',
      'Memorystore by private services access',
      sweep([silentAt('tcp://10.111.0.3:6379', '10.111.0.3'), answers(STORAGE, VIP)]),
      {
        ...fail,
        says: ['Memorystore', 'not transitive', 'allocated range', '--export-custom-routes'],
      },
    ),
    ...inGoogle,
  },
  {
    ...yields(
      'tcp-dropped',
      'Cloud SQL by the port of its engine: connectors use another',
      sweep([silentAt('tcp://10.127.0.4:3306', '10.127.0.4'), answers(STORAGE, VIP)]),
      {
        ...fail,
        says: ['Cloud SQL', '3307'],
      },
    ),
    ...inGoogle,
  },
  yields(
    'tcp-dropped',
    'an instance that a catalog lists: private services access, without an if',
    sweep([
      check('tcp://10.127.0.4:3307', OF_SQL, resolves(['10.127.0.4']), opens('10.127.0.4', silent)),
      control(),
    ]),
    {
      ...fail,
      says: ['Private services access does not lead there', 'no managed service address'],
      never: ['If Cloud SQL', 'security group'],
    },
  ),
  yields(
    'tcp-dropped',
    'the control plane of a cluster is no instance behind that peering',
    sweep([
      check(
        'tcp://10.127.0.4:443',
        { catalog: 'gke-nodes' },
        resolves(['10.127.0.4']),
        opens('10.127.0.4', silent),
      ),
      control(),
    ]),
    {
      ...fail,
      says: ['get-effective-firewalls', 'authorized networks', 'global access'],
      never: ['rivate services access', 'on premises'],
    },
  ),
  yields(
    'tcp-dropped',
    'another instance answers, so the peering works',
    sweep([
      check('tcp://10.127.0.4:3307', OF_SQL, resolves(['10.127.0.4']), opens('10.127.0.4', silent)),
      check('tcp://10.127.0.5:3307', OF_SQL, resolves(['10.127.0.5']), works('10.127.0.5')),
    ]),
    {
      ...fail,
      says: [
        'other managed service addresses answer (10.127.0.5)',
        'private services access works',
      ],
      never: ['transitive'],
    },
  ),
  {
    ...yields(
      'tcp-dropped',
      'a host of the VPC is no proof for an instance',
      sweep([
        check(
          'tcp://10.127.0.4:3307',
          OF_SQL,
          resolves(['10.127.0.4']),
          opens('10.127.0.4', silent),
        ),
        db,
      ]),
      { ...fail, says: ['transitive'], never: ['(db.corp)'] },
    ),
    ...inGoogle,
  },
  yields(
    'tcp-dropped',
    'an instance behind an endpoint, as its catalog says',
    sweep([
      check(
        'tcp://10.4.0.9:3307',
        { catalog: 'cloud-sql', capabilities: ['cloud-sql/psc-path'] },
        resolves(['10.4.0.9']),
        opens('10.4.0.9', silent),
      ),
      control(),
    ]),
    { ...fail, says: ['pscConnectionStatus'], never: ['transitive'] },
  ),
]
