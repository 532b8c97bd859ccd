import { azureFirewallTemplate } from './azure-firewall.ts'
import { azureFirewallCommands } from './azure-firewall-cli.ts'
import { azureFirewallCollections } from './azure-firewall-collections.ts'
import { azureTerraform } from './azure-terraform.ts'
import { type Omitted, omitted, omittedLines } from './comment.ts'
import { dnsZoneRules } from './dns-zones.ts'
import { gcpDnsRules } from './gcp-dns.ts'
import { gcpFirewallRules } from './gcp-firewall.ts'
import { gcpNgfwRules } from './gcp-ngfw.ts'
import { gcpResponsePolicyRules } from './gcp-response-policy.ts'
import { gcpTerraform } from './gcp-terraform.ts'
import type { Need } from './need.ts'
import { nsgRules } from './nsg.ts'
import type { Rendered, Surroundings } from './rendered.ts'
import { comments } from './shell.ts'
import { squidRules } from './squid.ts'

type Format = (needs: readonly Need[], at: Surroundings) => Rendered

/** The formats with comments; azure-firewall is JSON and stands for itself. */
const COMMENTED = {
  'azure-firewall-cli': (needs) => {
    const { collections, left } = azureFirewallCollections(needs)
    return { lines: azureFirewallCommands(collections), left }
  },
  nsg: nsgRules,
  squid: squidRules,
  'gcp-dns': gcpDnsRules,
  'gcp-response-policy': gcpResponsePolicyRules,
  'gcp-firewall': gcpFirewallRules,
  'gcp-ngfw': gcpNgfwRules,
  'dns-zones': dnsZoneRules,
  'gcp-terraform': gcpTerraform,
  'azure-terraform': azureTerraform,
} as const satisfies Record<string, Format>

export const RECIPE_FORMATS = [
  'azure-firewall',
  ...(Object.keys(COMMENTED) as (keyof typeof COMMENTED)[]),
] as const
export type FormatName = (typeof RECIPE_FORMATS)[number]

/**
 * The rules that a device or service needs, ready to paste: commands, a configuration or a template. What it cannot
 * hold stands at the end with the reason, before it the remarks of the caller.
 */
export function renderRules(
  format: FormatName,
  needs: readonly Need[],
  { nothing, remarks, ...at }: Surroundings & Remarks,
): string {
  const none = needs.length === 0 ? nothing : `nothing for ${format}`
  const elsewhere = fixedElsewhere(format, needs)
  if (format === 'azure-firewall') {
    const found = azureFirewallCollections(needs)
    const empty = found.collections.length === 0
    const left = [...elsewhere, ...found.left]
    return azureFirewallTemplate({ ...found, left }, [...(empty ? [none] : []), ...remarks])
  }
  const { lines, left: unfit } = COMMENTED[format](needs, at)
  const left = [...elsewhere, ...unfit]
  const notHere = left.length === 0 ? [] : ['Not in here:', ...omittedLines(left)]
  const tail = comments([...remarks, ...notHere])
  return [
    ...comments([lines.length === 0 ? none : `What the configuration needs: ${format}`]),
    ...lines,
    ...(tail.length === 0 ? [] : ['', ...tail]),
    '',
  ].join('\n')
}

/** Of what a report found missing, what is of the other kind: DNS is of no use where packets are dropped, and the reverse. */
function fixedElsewhere(format: FormatName, needs: readonly Need[]): readonly Omitted[] {
  if (format === 'gcp-terraform' || format === 'azure-terraform') return []
  const isDns = DNS_FORMATS.includes(format)
  const others = needs.filter(({ wants }) => (isDns ? !wants.resolve : !wants.reach))
  return others.map((need) => omitted(need, isDns ? BLOCKED : MISRESOLVED))
}

const DNS_FORMATS: readonly FormatName[] = ['gcp-dns', 'gcp-response-policy', 'dns-zones']

const BLOCKED = 'Resolved as wanted, and blocked: a matter of the firewall, security group or proxy'
const MISRESOLVED = 'Misresolved, which no rule for connections fixes: --for dns-zones or gcp-dns'

interface Remarks {
  /** What is said when there is no need at all. */
  readonly nothing: string
  readonly remarks: readonly string[]
}
