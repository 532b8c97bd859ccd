import { effective, firewall, nat, network, route, subnet } from '../gcloud.ts'

/** The network of the probe (10.2.1.10, tag web, Cloud Run): Private Google Access, Cloud NAT, the default route. */
export const ROUTED = [
  subnet('sub', 'net', '10.2.1.0/24', true),
  subnet('sub-data', 'net', '10.2.2.0/24'),
  route('default', '0.0.0.0/0 > internet 1000'),
  nat('nat', 'net', null),
]
export const BASE = [network('net'), ...ROUTED]
export const NO_POLICY = effective('net', {})

/** Lets everything in, where a table is about the way there. */
export const LETS_IN = firewall('in', '65000 allow all > 0.0.0.0/0,::/0 ingress')
