import { type NamedScenario, scenario } from '../scenario/schema.ts'
import type { NamedEstate } from './load.ts'
import { answering } from './resolvers.ts'

/** The estate with some changes at once, as the lab applies any scenario. No change: as it is when all is well. */
export function stateOf(estate: NamedEstate, changes: readonly string[]): NamedScenario {
  const applied = changes.flatMap((name) => estate.changes.get(name) ?? [])
  const [at, ...others] = changes.flatMap((name) => answering(estate, name) ?? [])
  if (others.length > 0) throw new Error(`${changes.join(' and ')} both change the resolver`)
  const lead = { action: 'lead', to: estate.resolver, ports: [53], at }
  const parsed = scenario.parse({
    shows: estate.shows,
    resolver: estate.resolver,
    hosts: Object.assign({}, ...applied.map(({ hosts }) => hosts)),
    config: Object.assign(
      { vantage: estate.name },
      estate.config,
      ...applied.map(({ config }) => config),
    ),
    firewall: [
      ...(at === undefined ? [] : [lead]),
      ...applied.flatMap(({ firewall }) => firewall),
      ...estate.firewall,
    ],
    expect: {},
  })
  return { ...parsed, name: [estate.name, ...changes].join('/') }
}
