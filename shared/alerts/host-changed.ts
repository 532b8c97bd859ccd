import { likelySubnet } from '../address/likely-subnet.ts'
import { addressInBody } from '../judge/answers.ts'
import type { ChangedPart } from '../model/incident.ts'
import type { Report } from '../model/report.ts'

/** One instance takes over from another all the time, with another address. */
const INSTANCE = 'instance'
/** Facts of the instance or of the one sweep, which say nothing of the network. */
const PASSING = [INSTANCE, 'privateIp', 'hostname', 'timer']

/** What changed of the host, of what its platform says of itself, and of what the program was given. */
export function hostChanged(before: Report, after: Report): readonly ChangedPart[] {
  return [
    ...addressesChanged(before, after),
    ...recordChanged(factsOf(before), factsOf(after), (fact) => `${fact} of the platform`),
    ...recordChanged(
      { hash: before.configuration?.hash },
      { hash: after.configuration?.hash },
      () => 'the configuration (its hash)',
    ),
    ...recordChanged(
      before.configuration?.catalogs ?? {},
      after.configuration?.catalogs ?? {},
      (name) => `the version of the catalog ${name}`,
    ),
  ]
}

/** The address by which traffic leaves, as services that tell it say. */
export function egressChanged(before: Report, after: Report): readonly ChangedPart[] {
  return difference('the egress address', egressOf(before), egressOf(after)).filter(
    (part) => part.before.length > 0 && part.after.length > 0,
  )
}

function egressOf({ results }: Report): readonly string[] {
  const addresses = results
    .filter(({ target }) => target.expect.egress !== undefined)
    .flatMap(({ observations }) =>
      observations.flatMap((o) => (o.step === 'request' && o.body ? [addressInBody(o.body)] : [])),
    )
  return [...new Set(addresses.filter((address) => address !== null))].sort()
}

/** The addresses of the host; of another instance, only their subnets. */
function addressesChanged({ vantage: was }: Report, { vantage: is }: Report) {
  const same = was.facts[INSTANCE] === is.facts[INSTANCE]
  const subnets = (addresses: readonly string[]) => [...new Set(addresses.map(likelySubnet))].sort()
  if (!same && subnets(was.addresses).join() === subnets(is.addresses).join()) return []
  return difference('the addresses of the host', was.addresses, is.addresses)
}

function factsOf({ vantage }: Report): Readonly<Record<string, string>> {
  const lasting = Object.entries(vantage.facts).filter(([fact]) => !PASSING.includes(fact))
  return Object.fromEntries(lasting)
}

function recordChanged(
  was: Readonly<Record<string, string | undefined>>,
  is: Readonly<Record<string, string | undefined>>,
  what: (key: string) => string,
): readonly ChangedPart[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()
  return keys.flatMap((key) => difference(what(key), listed(was[key]), listed(is[key])))
}

function listed(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value]
}

function difference(
  what: string,
  before: readonly string[],
  after: readonly string[],
): readonly ChangedPart[] {
  return before.join() === after.join() ? [] : [{ what, before: [...before], after: [...after] }]
}
