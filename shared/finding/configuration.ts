import type { FindingRow } from './row.ts'

/** Where the configuration of the network and the wire do not agree. */
export const CONFIGURATION_FINDINGS = {
  'configuration-disagrees': {
    step: 'connect',
    severity: 'info',
    traits: [],
    means: 'The configuration of the network says otherwise than the wire.',
    seen: 'A configuration of the network was given and holds the subnet of the probe. It lets the flow to every address of the target pass, and each is silent; it blocks the flow to an address that answered; its zones answer the name otherwise; or a resource that denies is open in it. What it does not hold (an appliance, routes learned by BGP, tags without ranges) decides nothing.',
    confusedWith: [
      {
        code: 'tcp-dropped',
        apart:
          'that is what the wire shows, with or without a configuration; this says that the configuration does not explain it',
      },
    ],
    causes: [
      'the configuration was read before a change, or a change is not effective yet',
      'the traffic takes another way than the configuration says, or something that is not in it decides',
    ],
    fix: 'Read the configuration again and compare; then look at effective rules and routes of the interface, and at what the configuration does not hold',
    docs: 'https://learn.microsoft.com/azure/network-watcher/connection-troubleshoot-overview',
  },
} as const satisfies Readonly<Record<string, FindingRow>>
