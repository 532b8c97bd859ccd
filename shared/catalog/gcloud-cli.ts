import type { Catalog } from './catalog.ts'
import { apiRow, endpointRow, GOOGLE_SOURCES, ifUsed, privateVipRow } from './google-rows.ts'
import { BUNDLE, servicesParameter, VIP, VIP_PARAMETERS } from './google-vip.ts'

/** What the Google Cloud CLI itself calls, whatever command is run. */
export const gcloudCli = {
  name: 'gcloud-cli',
  version: '2026-11-30',
  title: 'The Google Cloud CLI: sign in, run commands, update',
  about:
    'The hosts that gcloud asks for itself, as its own network check (gcloud info --run-diagnostics) tries them, and the APIs behind the commands, under services. A service account key, the metadata server and workload identity federation need less than a user who signs in.',
  cloud: 'gcp',
  // biome-ignore format: one source a line
  sources: {
    ...GOOGLE_SOURCES,
    diagnostics: { title: 'gcloud info --run-diagnostics', url: 'https://docs.cloud.google.com/sdk/gcloud/reference/info' },
  },
  // biome-ignore format: one parameter a line
  parameters: {
    ...VIP_PARAMETERS,
    bundle: BUNDLE,
    services: servicesParameter(['serviceusage']),
  },
  // biome-ignore format: one capability a line
  capabilities: [
    { id: 'sign-in', name: 'gcloud gets tokens', symptom: 'gcloud auth login and every command after it hang or end with "There was a problem refreshing your current auth tokens"', quotes: ['There was a problem refreshing your current auth tokens'] },
    { id: 'commands', name: 'Commands run', symptom: 'Commands hang; the network check names hosts that it cannot reach', quotes: ['Reachability Check failed.', 'Network diagnostic failed'] },
    { id: 'update', name: 'Components are installed and updated', symptom: 'gcloud components update times out, installers cannot download' },
  ],
  // biome-ignore format: one endpoint a line
  endpoints: [
    privateVipRow('accounts', 'accounts.google.com', 'sign-in', { source: 'diagnostics', asOf: '2026-11-30', note: 'On the private VIP only the OAuth paths of service accounts: users cannot sign in there' }),
    apiRow('oauth2', 'sign-in'),
    apiRow('sts', 'sign-in', ifUsed('Workload identity federation')),
    apiRow('iamcredentials', 'sign-in', ifUsed('Impersonation of a service account')),
    apiRow('cloudresourcemanager', 'commands', { source: 'diagnostics', asOf: '2026-11-30' }),
    privateVipRow('www', 'www.googleapis.com', 'commands', { source: 'diagnostics', asOf: '2026-11-30', wildcard: '*.googleapis.com', note: 'Scopes and old paths; not in the list of the restricted VIP' }),
    privateVipRow('dl', 'dl.google.com', 'update', { source: 'diagnostics', asOf: '2026-11-30', optional: true, note: 'Snapshots of components, under /dl/cloudsdk/; packages of apt and yum come from packages.cloud.google.com' }),
    privateVipRow('packages', 'packages.cloud.google.com', 'update', ifUsed('Installed by apt or yum')),
    { id: 'api', url: 'https://{item}.googleapis.com/', each: 'services', for: ['commands'], source: 'restricted', asOf: '2026-04-08', ...VIP, wildcard: '*.googleapis.com' },
    endpointRow('commands'),
  ],
} satisfies Catalog
