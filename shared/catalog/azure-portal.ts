import { row, sourcesOf } from './azure-sources.ts'
import type { Catalog, EndpointRow } from './catalog.ts'

const UNNAMED = 'The published list has it and names nothing below it'

// biome-ignore format: one endpoint a line
const endpoints: readonly EndpointRow[] = [
  row('portal', 'https://portal.azure.com/', 'portal', 'portal', { wildcard: '*.portal.azure.com', needsWildcard: UNNAMED }),
  row('arm', 'https://management.azure.com/', 'portal ssh', 'portal'),
  row('entra', 'https://login.microsoftonline.com/', 'portal ssh', 'portal'),
  row('sign-in-files', 'https://aadcdn.msftauth.net/', 'portal', 'portal', { wildcard: '*.aadcdn.msftauth.net', needsWildcard: UNNAMED }),
  row('frames', 'https://sandbox-1.reactblade.portal.azure.net/', 'portal', 'portal', { optional: true, wildcard: '*.reactblade.portal.azure.net', needsWildcard: UNNAMED, note: 'One name that was seen; pages of the portal run in frames from there' }),
  row('admin-center', 'https://arc.waconazure.com/', 'windows-admin-center', 'admin-center-browser', { when: { uses: ['windows-admin-center'] }, wildcard: '*.waconazure.com', needsWildcard: UNNAMED }),
]

/** What the browser and the tools of an administrator call, from the workstation. */
export const azurePortal = {
  name: 'azure-portal',
  version: '2026-11-30',
  title: 'Azure portal and Windows Admin Center, from an administrator’s workstation',
  about:
    'Run it where the browser runs: a server whose own names all pass says nothing of the workstation. Of *.hosting.portal.azure.net, *.ext.azure.com, *.msauth.net and *.graph.microsoft.com no name is known to check.',
  cloud: 'azure',
  sources: sourcesOf(endpoints),
  // biome-ignore format: one parameter a line
  parameters: {
    uses: { type: 'list', required: false, default: ['windows-admin-center'], values: ['windows-admin-center'], describe: 'What is opened in the portal' },
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'portal', name: 'The Azure portal opens and signs in', symptom: 'The page of the portal stays white, or signing in ends in a loop' },
    { id: 'ssh', name: 'az ssh arc and az connectedmachine sign in', symptom: 'az times out before it connects' },
    { id: 'windows-admin-center', when: { uses: ['windows-admin-center'] }, name: 'Windows Admin Center opens in the portal', symptom: 'The page of Windows Admin Center does not connect, though the server’s own names pass' },
  ],
  endpoints: [...endpoints],
} satisfies Catalog
