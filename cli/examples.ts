import type { Command } from 'commander'

/** Calls that a newcomer types, by command. A test parses each, and misses none. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  demo: ['perimeter demo'],
  init: [
    'perimeter init --from terraform.tfstate',
    'az network private-endpoint list -o json > pe.json; perimeter init --from pe.json',
    'perimeter init --azure-functions func-202312 --region japaneast',
  ],
  check: [
    'perimeter check --url https://myaccount.blob.core.windows.net --expect resolution=private',
    'perimeter check -c perimeter.yaml --format junit > perimeter.xml',
  ],
  serve: ['perimeter serve -c perimeter.yaml --port 8080'],
  explain: [
    "perimeter explain 'getaddrinfo ENOTFOUND myvault.vault.azure.net'",
    'kubectl describe pod web | perimeter explain -',
    'perimeter explain dns-private-zone-not-used',
  ],
  'explain-log': ['perimeter explain-log firewall.csv -c perimeter.yaml'],
  catalog: ['perimeter catalog list'],
  'catalog list': ['perimeter catalog list'],
  'catalog show': ['perimeter catalog show azure-functions'],
  rules: [
    'perimeter rules --for azure-firewall -c perimeter.yaml',
    'perimeter rules --for nsg --missing report.json',
  ],
  network: [
    'perimeter network pull --subscription 00000000-0000-0000-0000-000000000000 > network.json',
  ],
  'network pull': [
    'perimeter network pull --subscription 00000000-0000-0000-0000-000000000000 > network.json',
    'perimeter network pull --project my-host-project > network.json',
  ],
  validate: ['perimeter validate -c perimeter.yaml'],
  schema: ['perimeter schema config > perimeter.schema.json'],
  history: ['perimeter history my-vault --limit 50'],
  incidents: ['perimeter incidents', 'perimeter incidents --open --format json'],
  alerts: ['perimeter alerts test'],
  'alerts test': ['perimeter alerts test --channel on-call'],
  baseline: [
    'perimeter baseline > baseline.yaml',
    'perimeter baseline --last 30 monday.json tuesday.json wednesday.json',
  ],
  mcp: ['perimeter mcp -c perimeter.yaml'],
  completion: ['source <(perimeter completion bash)'],
  diff: ['perimeter diff before.json after.json'],
}

/** Adds to the help of each command below `parent` its examples. */
export function addExamples(parent: Command, above = ''): void {
  for (const command of parent.commands) {
    const name = `${above}${command.name()}`
    const calls = EXAMPLES[name]
    if (calls !== undefined) {
      const lines = calls.map((call) => `  ${call}`).join('\n')
      command.addHelpText('after', `\nExample${calls.length === 1 ? '' : 's'}:\n${lines}`)
    }
    addExamples(command, `${name} `)
  }
}
