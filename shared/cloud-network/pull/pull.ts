import { type AzureNetwork, NO_AZURE } from '../in-azure/model.ts'
import { azureFrom, pullAzure } from '../in-azure/pull.ts'
import { type GoogleNetwork, NO_GOOGLE } from '../in-google/model.ts'
import { googleFrom, pullGoogle } from '../in-google/pull.ts'
import { type NetworkConfiguration, networkConfiguration } from '../model.ts'
import { Caller, type CallerParts } from './caller.ts'
import type { CloudPart, Unread } from './pulled.ts'

/** Of which subscriptions and projects the networks are read. */
export interface PullScope {
  readonly subscriptions: readonly string[]
  readonly projects: readonly string[]
}

/** Where the clouds answer. */
export interface CloudHosts {
  readonly arm: string
  readonly compute: string
  readonly dns: string
}

const PUBLIC: CloudHosts = {
  arm: 'https://management.azure.com',
  compute: 'https://compute.googleapis.com',
  dns: 'https://dns.googleapis.com',
}

/** What came of a pull. */
export interface NetworkPull {
  readonly configuration: NetworkConfiguration
  /** How often the clouds were asked. */
  readonly calls: number
}

/**
 * The configuration of the network as the clouds say it, within bounds of calls and time. What could not be read is in
 * `unread`, and nothing is concluded from it. Names, addresses and rules only, whatever the answers hold. Never throws.
 */
export async function pullNetwork(
  { subscriptions, projects }: PullScope,
  parts: CallerParts,
  hosts: CloudHosts = PUBLIC,
): Promise<NetworkPull> {
  const takenAt = parts.clock.date().toISOString()
  const caller = new Caller(parts)
  const arm = { caller, host: hosts.arm, auth: { azure: hosts.arm } }
  const [ofAzure, ofGoogle] = await Promise.all([
    subscriptions.length === 0 ? null : pullAzure(arm, subscriptions),
    projects.length === 0 ? null : pullGoogle({ caller, ...hosts }, projects),
  ])
  const azure: CloudPart<AzureNetwork> =
    ofAzure === null ? { network: NO_AZURE, unread: [] } : azureFrom(ofAzure)
  const google: CloudPart<GoogleNetwork> =
    ofGoogle === null ? { network: NO_GOOGLE, unread: [] } : googleFrom(ofGoogle)
  const configuration = sound({
    perimeterNetwork: 1,
    takenAt,
    azure: azure.network,
    google: google.network,
    unread: summed([...azure.unread, ...google.unread]),
  })
  return { configuration, calls: caller.calls }
}

/** What is written can be read again: texts that are longer than any name of a cloud are no configuration. */
function sound(configuration: NetworkConfiguration): NetworkConfiguration {
  const { success, error } = networkConfiguration.safeParse(configuration)
  if (success) return configuration
  const [issue] = error.issues
  const what = (issue?.path ?? []).join('.')
  const why = `is not sound: ${issue?.message}; nothing of the answers is used`
  return { ...configuration, azure: NO_AZURE, google: NO_GOOGLE, unread: [{ what, why }] }
}

/** Names of one reason that are told; the others are counted. */
const TOLD = 3

/** One line for each reason: an identity without rights lacks thousands of records. */
function summed(unread: readonly Unread[]): NetworkConfiguration['unread'] {
  const byReason = Map.groupBy(unread, ({ why }) => why)
  return [...byReason].map(([why, of]) => {
    const names = of.slice(0, TOLD).map(({ what }) => what)
    const rest = of.length - names.length
    const all = names.join(', ')
    return { what: rest === 0 ? all : `${all} and ${rest} more`, why }
  })
}
