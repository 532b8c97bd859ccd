/**
 * The gcloud commands that recipes, the page and the deployment may print, and the flags of each that they use, as the
 * reference documents them: docs.cloud.google.com/sdk/gcloud/reference/COMMAND. test/rules/gcloud.ts compares this table
 * with the help of the SDK where that is installed (read with 528.0.0).
 */
// biome-ignore format: one command a line
export const GCLOUD_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'auth application-default login': [],
  'compute firewall-rules create': ['network', 'direction', 'action', 'rules', 'destination-ranges', 'source-ranges', 'priority'],
  'compute forwarding-rules describe': ['region'],
  'compute forwarding-rules list': ['global', 'filter'],
  'compute network-firewall-policies rules create': ['firewall-policy', 'global-firewall-policy', 'direction', 'action', 'layer4-configs', 'dest-ip-ranges', 'dest-fqdns', 'description'],
  'compute networks get-effective-firewalls': [],
  'compute networks peerings list-routes': ['network', 'region', 'direction'],
  'compute networks peerings update': ['network', 'export-custom-routes'],
  'compute networks subnets describe': ['region'],
  'compute networks subnets update': ['region', 'enable-private-ip-google-access'],
  'compute routers get-nat-ip-info': ['region'],
  'compute routers get-status': ['region'],
  'compute routers nats create': ['router', 'region', 'auto-allocate-nat-external-ips', 'nat-custom-subnet-ip-ranges'],
  'compute routers nats list': ['router', 'region'],
  'compute routers nats update': ['router', 'region', 'min-ports-per-vm', 'enable-dynamic-port-allocation'],
  'compute routes create': ['network', 'destination-range', 'next-hop-gateway'],
  'compute routes list': ['filter'],
  'container clusters describe': ['location'],
  'dns managed-zones create': ['dns-name', 'visibility', 'networks', 'description'],
  'dns managed-zones list': ['filter'],
  'dns managed-zones update': ['networks'],
  'dns policies list': [],
  'dns policies update': ['alternative-name-servers'],
  'dns record-sets create': ['zone', 'type', 'ttl', 'rrdatas'],
  'dns record-sets list': ['zone'],
  'dns record-sets update': ['zone', 'type', 'rrdatas'],
  'dns response-policies create': ['networks', 'description'],
  'dns response-policies list': [],
  'dns response-policies rules delete': ['response-policy'],
  'dns response-policies rules list': [],
  'dns response-policies rules create': ['response-policy', 'dns-name', 'local-data'],
  'logging read': ['freshness', 'format'],
  'services vpc-peerings list': ['network'],
}

/** Flags that every command takes. */
const GCLOUD_WIDE = ['project', 'format', 'quiet']

/** A command as it was called: the words before the first that is a name or a flag, and the flags. */
interface Called {
  readonly command: string
  readonly flags: readonly string[]
}

/** The calls of gcloud in a script: a command may go over several lines, each but the last with a backslash. */
export function gcloudCalls(script: string): readonly Called[] {
  const lines = script.replaceAll(/ \\\n\s*/g, ' ').split('\n')
  return lines.flatMap((line) => {
    const [, words] = /^\s*gcloud (.*)$/.exec(line) ?? []
    if (words === undefined) return []
    const known = Object.keys(GCLOUD_COMMANDS).filter((name) => words.startsWith(`${name} `))
    const command = known.toSorted((a, b) => b.length - a.length)[0] ?? words.slice(0, 80)
    const bare = words.replaceAll(/'[^']*'|"[^"]*"/g, 'TEXT')
    return [{ command, flags: [...bare.matchAll(/ --([a-z0-9-]+)/g)].map(([, flag = '']) => flag) }]
  })
}

/** What is wrong with the calls of a script: commands and flags that the table does not have. */
export function unknownCalls(script: string): readonly string[] {
  return gcloudCalls(script).flatMap(({ command, flags }) => {
    const known = GCLOUD_COMMANDS[command]
    if (known === undefined) return [`gcloud ${command}: no such command in the table`]
    return flags
      .filter((flag) => !known.includes(flag) && !GCLOUD_WIDE.includes(flag))
      .map((flag) => `gcloud ${command}: no flag --${flag} in the table`)
  })
}
