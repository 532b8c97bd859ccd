import { appendFileSync } from 'node:fs'
import type { Lab } from '../../lab/lab.ts'
import { apply, type ProbeFiles } from '../../lab/scenario/apply.ts'
import { scenario } from '../../lab/scenario/schema.ts'
import { loadWorld, type World } from '../../lab/world/load.ts'

/** What is wrong with the network of the function app; nothing, when all is as it must be. */
export interface Fault {
  /** The zone of this kind is not linked to the network any more. */
  readonly unlinked?: 'vault'
  /** The record of the storage account with the results is gone. */
  readonly unnamed?: 'results'
  readonly drop?: readonly string[]
  readonly reset?: readonly string[]
}

/** The world of the lab, and the resolvers of the faults. */
export function worldWithFaults(): World {
  const { resolvers } = loadWorld(new Map())
  const whole = resolvers.get('azure')
  if (whole === undefined || !('zones' in whole))
    throw new Error('There is not a valid resolver azure')
  const { 'privatelink.vaultcore.azure.net': vault, ...withoutVault } = whole.zones
  const tables = { 'privatelink.table.core.windows.net': ['stlab 10 A 10.50.2.4'] }
  return loadWorld(
    new Map([
      ['without-vault', { zones: withoutVault }],
      ['without-results', { zones: { ...whole.zones, ...tables } }],
    ]),
  )
}

/** The lines that App Service Linux writes beside; there its embedded resolver stands before the servers of the VNet. */
const EMBEDDED = (server: string) => `# This container is using an embedded dns resolver
# The configured nameservers at startup are ${server}
# The configured options for the listener at startup are timeout:3 attempts:3
`

/** Puts the network into a state. Whoever runs in it sees another resolver at its next question. */
export async function setNetwork(lab: Lab, fault: Fault = {}): Promise<ProbeFiles> {
  const { unlinked, unnamed, drop = [], reset = [] } = fault
  const resolver = unlinked ? 'without-vault' : unnamed ? 'without-results' : 'azure'
  const given = scenario.parse({
    shows: 'a function app in a VNet',
    resolver,
    firewall: [
      ...(drop.length > 0 ? [{ action: 'drop', to: drop }] : []),
      { action: 'reject-reset', to: ['google-www', ...reset] },
    ],
    config: {},
    expect: {},
  })
  const files = await apply(lab, { ...given, name: 'function-app' })
  appendFileSync(files.resolvConf, EMBEDDED(lab.world.resolverAddresses.get('azure') ?? ''))
  return files
}
