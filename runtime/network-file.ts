import type { KnownNetwork } from '../shared/cloud-network/at.ts'
import { serviceTags } from '../shared/cloud-network/match.ts'
import type { NetworkConfiguration } from '../shared/cloud-network/model.ts'
import { readNetwork } from '../shared/cloud-network/read.ts'
import type { Config } from '../shared/config/schema.ts'
import { fileName } from '../shared/document/problem.ts'
import { type ConfigContext, type Planned, planningAt, refusedFile } from './plan-file.ts'
import { RefusedConfigError } from './refused-config.ts'

/** Null without a file: what is read from the clouds comes with the sweep. Throws RefusedConfigError. */
export function networkOf(
  { network, origin }: Config,
  owners: Planned['owners'],
  context: ConfigContext,
): KnownNetwork | null {
  if (network === null || network.file === null) return null
  const file = fileName(origin, ['network', 'file'], network.file)
  try {
    const text = planningAt(context).readFile(network.file)
    return placedNetwork(readNetwork(text, file), network, owners)
  } catch (error) {
    // The text of an error of the disk names the path.
    const { code, message: text = String(error) } = error as NodeJS.ErrnoException
    const why = code ?? text
    // What was found in the file has its place before it.
    const what = why.startsWith(file) ? why : `${file}: ${why}`
    const message = `Cannot use the network configuration ${what}`
    throw refusedFile(file, message, 'Get it as docs/network.md says', error)
  }
}

/** The configuration of the network, with what the user says of the probe’s place in it. */
export function placedNetwork(
  configuration: NetworkConfiguration,
  { subnet, tags, serviceAccount }: NonNullable<Config['network']>,
  owners: Planned['owners'],
): KnownNetwork {
  const ranges = serviceTags(owners)
  return { configuration, subnet, networkTags: tags, serviceAccount, ranges }
}

/** As `networkOf`, with a warning instead of an error: without it everything is checked all the same. */
export function networkIfSound(
  config: Config,
  owners: Planned['owners'],
  context: ConfigContext,
): Pick<Planned, 'knownNetwork' | 'warnings'> {
  try {
    return { knownNetwork: networkOf(config, owners, context), warnings: [] }
  } catch (error) {
    if (!(error instanceof RefusedConfigError)) throw error
    return { knownNetwork: null, warnings: error.problems }
  }
}
