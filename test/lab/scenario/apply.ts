import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Lab } from '../lab.ts'
import { cutByName, isLiteral, scenarioRules, type Whereabouts } from '../network/rules.ts'
import { FIREWALL, PLACES } from '../network/topology.ts'
import { policyFile } from '../parts/odd.ts'
import { runInside } from '../session.ts'
import { resolverNames, ScenarioError } from './load.ts'
import type { NamedScenario } from './schema.ts'

/** Files that the probe sees instead of the machine’s own. */
export interface ProbeFiles {
  readonly resolvConf: string
  readonly hosts: string
  readonly nsswitch: string
}

/** Breaks the lab as the scenario says, instead of whatever was broken before. */
export async function apply(lab: Lab, scenario: NamedScenario): Promise<ProbeFiles> {
  const { session } = lab
  writeFileSync(policyFile(session), JSON.stringify(policyOf(lab, scenario)))
  const whereabouts = whereaboutsIn(lab, scenario)
  const rules = scenarioRules(scenario.firewall, whereabouts)
  const cuts = cutByName(scenario.firewall)
  await runInside(session, FIREWALL, ['iptables-restore'], cuts)
  await runInside(session, FIREWALL, ['ip6tables-restore'], cuts)
  // The firewall forgets the flows of the scenario before: a port used again would be led where it was led then.
  await runInside(session, FIREWALL, ['sh', '-c', 'conntrack -F 2>&1'])
  // Last, since a rule that heals after a time begins to count now.
  await runInside(session, FIREWALL, ['nft', '-f', '-'], rules)
  return writeProbeFiles(lab, scenario)
}

function writeProbeFiles(lab: Lab, scenario: NamedScenario): ProbeFiles {
  const folder = path.join(lab.session.folder, 'probe')
  mkdirSync(folder, { recursive: true })
  const write = (name: string, lines: readonly string[]) => {
    const file = path.join(folder, name)
    writeFileSync(file, `${lines.join('\n')}\n`)
    return file
  }
  return {
    resolvConf: write('resolv.conf', [
      ...resolverNames(scenario).map(
        (name) => `nameserver ${addressOfResolver(lab, scenario, name)}`,
      ),
      ...(scenario.search === undefined ? [] : [`search ${scenario.search}`]),
      ...(scenario.resolvConf === '' ? [] : [`options ${scenario.resolvConf}`]),
    ]),
    hosts: write('hosts', [
      '127.0.0.1 localhost',
      ...Object.entries(scenario.hosts).map(([name, address]) => `${address} ${name}`),
    ]),
    nsswitch: write('nsswitch.conf', ['hosts: files dns']),
  }
}

function policyOf(lab: Lab, scenario: NamedScenario) {
  const judging = scenario.firewall.find((rule) =>
    ['application-rules', 'inspect'].includes(rule.action),
  )
  if (judging === undefined) return { allow: [], deny: [], resolver: '' }
  const { allow, deny } = judging
  return { allow, deny, resolver: addressOfResolver(lab, scenario, judging.resolver) }
}

function addressOfResolver({ world }: Lab, { name }: NamedScenario, resolver: string): string {
  const address = world.resolverAddresses.get(resolver)
  if (address !== undefined) return address
  const known = [...world.resolvers.keys()].filter((key) => !key.startsWith('of ')).join(', ')
  throw new ScenarioError(`${name}: there is not a valid resolver ${resolver}; there are ${known}`)
}

/** `everything` is all but the resolvers: a rule on them must say `dns`. */
const EVERYTHING = ['pe', 'proxy', 'inet']

function whereaboutsIn({ world }: Lab, { name }: NamedScenario): Whereabouts {
  const find = (word: string): readonly string[] => {
    if (word === 'everything') return EVERYTHING.flatMap(find)
    if (isLiteral(word)) return [word]
    // Everything that is not in the other places is the internet.
    if (word === 'inet') return [...PUBLIC]
    const place = PLACES.find((p) => p.name === word)
    const found =
      place?.prefixes ?? world.endpoints.get(word)?.at ?? world.resolverAddresses.get(word)
    if (found !== undefined) return [found].flat()
    throw new ScenarioError(
      `${name}: there is no endpoint, place, resolver or address ${JSON.stringify(word)}; see world/endpoints.yaml`,
    )
  }
  return find
}

/** What lies beyond the network’s own 10.50.0.0/16 and fd50::/16, as prefixes that nft takes. */
const PUBLIC = ['1.0.0.0-9.255.255.255', '11.0.0.0-223.255.255.255', '2000::/3']
