import { ARC_REGIONS } from './azure-arc-regions.ts'
import { azureRegion } from './azure-clouds.ts'
import { AZURE_LOCAL_ROWS, HARDWARE_ROWS } from './azure-local-rows.ts'
import { sourcesOf } from './azure-sources.ts'
import type { Catalog } from './catalog.ts'

const endpoints = [...AZURE_LOCAL_ROWS, ...HARDWARE_ROWS]

/** What the machines of an Azure Local instance need of the network to be deployed, run and updated. */
export const azureLocal = {
  name: 'azure-local',
  version: '2026-11-30',
  title: 'Azure Local: machines and instance, with what the hardware vendors add',
  about:
    'What the machines call to be registered, deployed and kept, in the public cloud, from the published list of a region; run it on a machine or in its network. No device on the way may end TLS. With Arc gateway only what does not go through it is checked. Wildcards of which no name is known are not checked: *.do.dsp.mp.microsoft.com, *.prod.do.dsp.mp.microsoft.com, *.prod.hot.ingest.monitor.core.windows.net, *.blob.core.windows.net, *.blob.storage.azure.net, *.servicebus.windows.net, azgn*.servicebus.windows.net, *.waconazure.com, *.endpoint.security.microsoft.com. UDP 123 to time.windows.com (NTP) is not checked either. Azure Local is not supported over ExpressRoute or Private Link alone: its public endpoints must be reached. Symptoms of Arc itself are in azure-arc-servers.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    region: azureRegion('instance'),
    arcShort: { type: 'string', required: true, default: '{arcRegion}', pattern: '[a-z0-9]+', example: 'je', describe: 'Short name of the region in Arc’s host names, which azcmagent check prints: je for japaneast' },
    mode: { type: 'choice', required: false, default: 'direct', values: ['direct', 'gateway'], describe: 'Whether the machines are registered with Arc gateway' },
    gateway: { type: 'string', required: false, requiredWhen: { mode: ['gateway'] }, pattern: '[A-Za-z0-9-]+', example: '1234abcd', describe: 'First label of the gateway’s URL: az arcgateway list' },
    vault: { type: 'string', required: false, pattern: '[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]', example: 'kv-local', describe: 'Key Vault of the deployment’s secrets' },
    witness: { type: 'string', required: false, pattern: '[a-z0-9]{3,24}', example: 'stwitness', describe: 'Storage account of the cloud witness' },
    hardware: { type: 'list', required: false, default: [], values: ['dell', 'hpe', 'lenovo', 'dataon', 'hitachi'], describe: 'Vendor of the machines, whose updates (Solution Builder Extension) come from its own hosts' },
  },
  lookups: { arcRegion: ARC_REGIONS },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'register', name: 'Machines are registered with Arc', symptom: 'Registration fails, or the environment checker marks endpoints as FAILURE', quotes: ['AzStackHci_Connectivity', 'Invoke-AzStackHciArcInitialization', 'Invoke-AzStackHciConnectivityValidation'] },
    { id: 'deploy', name: 'The instance is deployed', symptom: 'A step of the deployment or its validation fails in the portal', quotes: ['AzStackHci_MOCStack_Network_Port', 'AzStackHci_MOCStack'] },
    { id: 'extensions', name: 'The mandatory Arc extensions install', symptom: 'An extension times out while it is enabled: "Device initialization is in progress"', quotes: ['AzureEdgeLifecycleManager', 'AzureEdgeTelemetryAndDiagnostics'] },
    { id: 'aks', name: 'The resource bridge and AKS run', symptom: 'The bridge does not come up, or images of Kubernetes cannot be pulled' },
    { id: 'billing', name: 'Billing and licences are reported', symptom: 'The instance shows as out of policy after 30 days' },
    { id: 'monitoring', name: 'Diagnostic data arrives', symptom: 'Support has no data; metrics in the portal stay empty' },
    { id: 'revocation', name: 'Signatures can be checked for revocation', symptom: 'Extensions and attestation time out though port 443 is open' },
    { id: 'updates', name: 'Updates of the solution are found', symptom: 'No update is offered, or it stays in AdditionalContentRequired', quotes: ['AdditionalContentRequired'] },
    { id: 'witness', name: 'The cloud witness answers', symptom: 'The quorum loses its witness' },
    { id: 'hardware', name: 'The vendor’s updates are found', symptom: 'Solution Builder Extension updates are missing' },
  ],
  endpoints,
} satisfies Catalog
