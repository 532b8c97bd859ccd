import { subnet, firewall as vpcRule } from '../cloud-network/gcloud.ts'
import { google, lost, type Named } from './named-objects.ts'

const PG = 'tcp://pg.corp:5432'
const DATA = subnet('data', 'net', '10.2.2.0/24')
const arriving = (name: string, line: string, sourceRanges: string) => ({
  ...vpcRule(name, `${line} > 0.0.0.0/0 ingress`),
  sourceRanges: [sourceRanges],
})
const BY_GCLOUD = 'gcloud compute firewall-rules create allow-pg-corp --project p1 --network net'
const IN =
  '--direction INGRESS --action ALLOW --rules tcp:5432 --destination-ranges 10.2.2.7/32 --source-ranges 10.2.1.0/24'

/** What keeps a flow out where it arrives, in a VPC. */
export const NAMED_INGRESS: readonly Named[] = [
  {
    shows: 'that no rule lets it in where it arrives',
    evidence: lost(PG, '10.2.2.7'),
    network: google(DATA, arriving('others', '1000 allow tcp:5432', '10.9.0.0/16')),
    cloud: 'gcp',
    code: 'tcp-dropped',
    object: 'vpc-network net',
    fix: [`${BY_GCLOUD} ${IN} --priority 1000`],
  },
  {
    shows: 'a rule that keeps it out where it arrives',
    evidence: lost(PG, '10.2.2.7'),
    network: google(
      DATA,
      arriving('no', '900 deny tcp:5432', '10.2.0.0/16'),
      arriving('late', '1000 allow tcp:5432', '10.2.0.0/16'),
    ),
    cloud: 'gcp',
    code: 'tcp-dropped',
    object: 'vpc-firewall-rule no',
    fix: [`${BY_GCLOUD} ${IN} --priority 899`],
  },
  {
    shows: 'no rule, where one may let it in for a tag of the host',
    evidence: lost(PG, '10.2.2.7'),
    network: google(DATA, {
      ...arriving('some', '1000 allow tcp:5432', '10.2.0.0/16'),
      targetTags: ['db'],
    }),
    cloud: 'gcp',
    code: 'tcp-dropped',
    object: null,
  },
]
