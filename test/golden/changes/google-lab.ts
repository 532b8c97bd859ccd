import {
  effective,
  entryPoint,
  nat,
  network,
  route,
  subnet,
  zone,
} from '../../shared/cloud-network/gcloud.ts'
import type { Change } from './change.ts'

/** The network of the lab; its resolvers (10.50.0.10 and on) are entry points of Cloud DNS. */
const PLACE = [
  network('net', { peers: { 'net-data': 'ACTIVE' } }),
  network('net-other'),
  subnet('endpoints', 'net', '10.50.2.0/24'),
  subnet('proxy', 'net', '10.50.3.0/24'),
  subnet('dns', 'net', '10.50.0.0/24'),
  ...Array.from({ length: 50 }, (_, i) => entryPoint(`in-${i}`, 'dns', `10.50.0.${i + 10}`)),
]
const PROBE = subnet('probe', 'net', '10.50.1.0/24', true)
const OUT = [
  route('default', '0.0.0.0/0 > internet 1000'),
  route('default-v6', '::/0 > internet 1000'),
]
const NAT = nat('nat', 'net', null)
export const NO_POLICY = effective('net', {})

/** Everything may leave: Private Google Access, Cloud NAT, a default route. */
export const LAB = [...PLACE, PROBE, ...OUT, NAT]
export const WITHOUT_NAT = [...PLACE, PROBE, ...OUT, nat('', 'net', null), NO_POLICY]
/** Cloud NAT would turn Private Google Access on. */
export const WITHOUT_ACCESS = [
  ...PLACE,
  subnet('probe', 'net', '10.50.1.0/24', false),
  ...OUT,
  nat('', 'net', null),
  NO_POLICY,
]
export const WITHOUT_ROUTES = [...PLACE, PROBE, NAT, NO_POLICY]

const RESTRICTED =
  'restricted.googleapis.com. A 199.36.153.4 199.36.153.5 199.36.153.6 199.36.153.7'
export const WILDCARD = '*.googleapis.com. CNAME restricted.googleapis.com.'

/** The zone that leads Google’s APIs to the restricted VIP, in some networks. */
export const apis = (networks: readonly string[], records = [WILDCARD, RESTRICTED]) =>
  zone('googleapis', 'googleapis.com.', networks, { records })

type Row = Omit<Change, 'cloud'>
export const google = (rows: readonly Row[]): readonly Change[] =>
  rows.map((row) => ({ ...row, cloud: 'gcp' }))
