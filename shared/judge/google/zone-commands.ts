import { VIP_NAMES } from '../../address/special.ts'
import type { GoogleDomain } from '../../zone/google-domains.ts'
import { inOrder } from '../words.ts'
import type { Led } from './facts.ts'

const VIPS = {
  'google-restricted': '199.36.153.4,199.36.153.5,199.36.153.6,199.36.153.7',
  'google-private': '199.36.153.8,199.36.153.9,199.36.153.10,199.36.153.11',
} as const

/**
 * The commands that lead a domain where another one is led already: a zone, the addresses at its apex, and the wildcard
 * where names below it are served. In googleapis.com the VIP has a name of its own, which the wildcard points to. Source:
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid
 */
export function createZone(
  { name, below }: GoogleDomain,
  to: Pick<Led, 'way' | 'address'>,
): string {
  const zone = name.replaceAll('.', '-')
  const data = to.way === 'endpoint' ? to.address : VIPS[to.way]
  const apex = name === 'googleapis.com' && to.way !== 'endpoint' ? VIP_NAMES[to.way] : name
  return inOrder([
    `\`gcloud dns managed-zones create ${zone} --visibility=private --networks=NETWORK --dns-name=${name}. --description="${name} inside the network"\`; if the zone exists, bind it (\`gcloud dns managed-zones update ${zone} --networks=NETWORK,OTHERS\`). It changes the name for the whole network`,
    createRecord(apex, zone, 'A', data),
    ...(below ? [createRecord(`*.${name}`, zone, 'CNAME', `${apex}.`)] : []),
  ])
}

/** The command for one record of a zone. */
export function createRecord(of: string, zone: string, type: 'A' | 'CNAME', data: string): string {
  return `\`gcloud dns record-sets create "${of}." --zone=${zone} --type=${type} --ttl=300 --rrdatas="${data}"\``
}

/**
 * The zone and the record of an instance behind Private Service Connect, whose name the producer makes and puts into no
 * zone. Source: https://docs.cloud.google.com/sql/docs/postgres/configure-private-service-connect
 */
export function createPublishedRecord(host: string): string {
  const suffix = host.split('.').slice(-3).join('.')
  const zone = suffix.replaceAll('.', '-')
  return inOrder([
    `\`gcloud dns managed-zones create ${zone} --visibility=private --networks=NETWORK --dns-name=${suffix}. --description="${suffix} inside the network"\`; if the zone exists, bind it (\`gcloud dns managed-zones update ${zone} --networks=NETWORK,OTHERS\`)`,
    createRecord(host, zone, 'A', 'ENDPOINT_ADDRESS'),
  ])
}
