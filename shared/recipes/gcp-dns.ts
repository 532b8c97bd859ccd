import { whyLines } from './comment.ts'
import { type GoogleZone, googleZones, type RecordSet } from './google-zones.ts'
import type { Need } from './need.ts'
import type { Rendered } from './rendered.ts'
import { googleNames } from './rule-names.ts'
import { command, comments, quoted, script } from './shell.ts'

const TTL = 300

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

function zoneCommands({ domain, records, needs }: GoogleZone, name: string): readonly string[] {
  return [
    ...comments(whyLines(needs, ({ host }) => host)),
    ...command(
      ['gcloud dns managed-zones create', name],
      [
        `--project="$PROJECT" --dns-name=${domain}. --visibility=private --networks="$NETWORKS"`,
        `--description='Leads ${domain} to Google privately'`,
      ],
    ),
    ...records.map(
      ({ name: host, type, data }) =>
        `gcloud dns record-sets create ${quoted(host)} --project="$PROJECT" --zone=${name} --type=${type} --ttl=${TTL} --rrdatas=${data.map(quoted).join(',')}`,
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
