import { quoted } from '../document/shell-word.ts'
import { whyLines } from './comment.ts'
import { type GoogleZone, googleZones, type RecordSet } from './google-zones.ts'
import type { Need } from './need.ts'
import type { Rendered } from './rendered.ts'
import { googleNames } from './rule-names.ts'
import { command, comments, script } from './shell.ts'

const TTL = 300

/**
 * What a private zone does besides what it is made for; said of a response policy, too, which is narrower. Sources:
 * docs.cloud.google.com/dns/docs/zones/zones-overview and docs.cloud.google.com/dns/docs/vpc-name-res-order
 */
export const ZONE_REACH = [
  'A private zone changes names for the whole network: for every VM, node, function and job in NETWORKS, of a Shared VPC',
  'those of all service projects. Every name below the domain is led there, also what the VIP does not serve, and what the',
  'zone lacks is NXDOMAIN. Single names only: --for gcp-response-policy.',
] as const

/**
 * Private zones of Cloud DNS, as commands, and the same zones as files for BIND: where clients on premises resolve
 * through a server of their own.
 */
export function gcpDnsRules(needs: readonly Need[]): Rendered {
  const { zones, left } = googleZones(needs)
  if (zones.length === 0) return { lines: [], left }
  const names = googleNames(zones.map((zone) => zone.domain))
  const variables = {
    PROJECT: 'project that hosts the zones, the host project of a Shared VPC',
    NETWORKS: 'VPC networks that resolve by them, separated by commas',
  }
  const commands = zones.flatMap((zone, i) => ['', ...zoneCommands(zone, names[i] ?? '')])
  return {
    lines: [
      ...comments([
        ...ZONE_REACH,
        'Omit the AAAA records where subnets have IPv6 and no route and firewall rule for the VIP’s IPv6 range.',
        'The names must be led to one VIP only. Rules for its range: --for gcp-firewall.',
      ]),
      ...script(variables, commands.slice(1)),
      '',
      ...comments([
        'The same zones for BIND, one file each. Nothing is written before this is called: perimeter_zone_files FOLDER',
      ]),
      'perimeter_zone_files() {',
      ...zones.flatMap(zoneFile),
      '}',
    ],
    left,
  }
}

function zoneCommands(
  { domain, records, needs, exists }: GoogleZone,
  name: string,
): readonly string[] {
  const zone = exists ? `$${variableOf(domain)}` : `\${${variableOf(domain)}:-${name}}`
  return [
    ...comments(whyLines(needs, ({ host }) => host)),
    ...(exists ? existing(domain) : making(domain, name)),
    ...records.map(
      ({ name: host, type, data }) =>
        `gcloud dns record-sets create ${quoted(host)} --project="$PROJECT" --zone="${zone}" --type=${type} --ttl=${TTL} --rrdatas=${data.map(quoted).join(',')}`,
    ),
  ]
}

/** The variable that names a zone of the domain that exists already. */
function variableOf(domain: string): string {
  return `ZONE_${domain.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
}

/** The report saw a zone of this name answer: only records are added to it. */
function existing(domain: string): readonly string[] {
  return [
    ...comments([
      `The private zone ${domain}. answers and lacks the record: do not make it again. It is listed by`,
      `  gcloud dns managed-zones list --project=PROJECT --filter=dnsName=${domain}.`,
    ]),
    `: "\${${variableOf(domain)}:?name of the private zone ${domain}. that exists}"`,
  ]
}

function making(domain: string, name: string): readonly string[] {
  return [
    ...comments([
      `Where the network has a private zone ${domain}. already: ${variableOf(domain)}=ITS_NAME`,
    ]),
    `[ -n "\${${variableOf(domain)}:-}" ] ||`,
    ...command(
      ['gcloud dns managed-zones create', name],
      [
        `--project="$PROJECT" --dns-name=${domain}. --visibility=private --networks="$NETWORKS"`,
        `--description='Leads ${domain} to Google privately'`,
      ],
    ),
  ]
}

function zoneFile({ domain, records }: GoogleZone): readonly string[] {
  return [
    `cat >"\${1:-.}/${domain}.zone" <<'ZONE'`,
    `$ORIGIN ${domain}.`,
    `$TTL ${TTL}`,
    '@ IN SOA localhost. hostmaster.localhost. 1 3600 600 604800 300',
    '@ IN NS localhost.',
    ...records.flatMap(recordLines),
    'ZONE',
  ]
}

function recordLines({ name, type, data }: RecordSet): readonly string[] {
  return data.map((value) => `${name} IN ${type} ${value}`)
}
