import type { CapabilityResult, Vantage } from '../model/report.ts'
import { isOn, SANDBOXES, type SandboxName } from '../model/sandbox.ts'
import type { TargetView } from './target-view.ts'

type PlatformFacts = Pick<Vantage, 'cloud' | 'facts'>

/**
 * Whether the app is on Flex Consumption, where all traffic takes the VNet
 * (https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan).
 */
export function isFlex({ facts }: Pick<PlatformFacts, 'facts'>): boolean {
  return facts['sku'] === 'FlexConsumption'
}

/** Whether the configuration of the network says that the app leads all its traffic into its network. */
export function isLedIn({ platform, network }: Pick<TargetView, 'platform' | 'network'>): boolean {
  const name = platform.facts['site']?.toLowerCase()
  const sites = network?.configuration.azure.sites ?? []
  return sites.find((site) => site.name.toLowerCase() === name)?.routeAll === true
}

/** Whether a pass at this place leaves open what holds for another place of the same platform. */
export function leavesOpen(name: SandboxName, { cloud, facts }: PlatformFacts): boolean {
  const { cloud: of, fact, onFlex } = SANDBOXES[name]
  const shown = (fact !== null && isOn(facts[fact])) || (onFlex === true && isFlex({ facts }))
  return cloud === of && !shown
}

/** The parts of the platform that carry a capability out and that a pass at this place says nothing of. */
export function leftOpenBy(
  { sandbox, sandboxes }: Pick<CapabilityResult, 'sandbox' | 'sandboxes'>,
  facts: PlatformFacts,
): readonly SandboxName[] {
  const all = sandboxes.length > 0 || sandbox === null ? sandboxes : [sandbox]
  return all.filter((name) => leavesOpen(name, facts))
}
