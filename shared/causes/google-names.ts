import type { FindingCode } from '../model/finding-codes.ts'
import { googleDomain } from '../zone/google-domains.ts'
import { agreedWords } from './agreed-words.ts'
import { askedOf } from './asked.ts'
import type { Candidate, CauseWords, Mechanism } from './candidate.ts'
import { suffixesOf } from './names.ts'
import { askedOutside } from './outside.ts'
import { type Came, hostsOf, scoped, sharing } from './scope.ts'
import type { Traits } from './traits.ts'
import { classWords, countOf } from './words.ts'

/** Names that must lead to one of Google’s VIPs and lead elsewhere: by the private zone of their domain, or all. */
export const GOOGLE_NAMES: readonly Mechanism[] = (
  ['dns-google-vip-not-used', 'dns-google-vip-wrong'] as const
).map((code) => ({
  codes: [code],
  byName: true,
  candidates: (failing, all) => [...oneZone(code, failing, all), ...everyName(code, failing, all)],
}))

/** Whether a name must lead to a VIP, or to an endpoint of Private Service Connect for Google’s APIs. */
function wantsVip({ result, host }: Traits): boolean {
  const { resolution } = result.target.expect
  const endpoint = resolution === 'private' && googleDomain(host) !== null
  return endpoint || resolution.startsWith('google-')
}

const isRight: Came = ({ result, addresses }) => {
  const { resolution } = result.target.expect
  return addresses.some(({ addressClass, realm }) => [addressClass, realm].includes(resolution))
}

/** The domain that a private zone of the network is made for. */
function domainOf(traits: Traits): readonly string[] {
  if (!wantsVip(traits)) return []
  const domain = googleDomain(traits.host)?.name
  return domain === undefined ? suffixesOf(traits).slice(-1) : [domain]
}

function oneZone(
  code: FindingCode,
  failing: readonly Traits[],
  all: readonly Traits[],
): readonly Candidate[] {
  const groups = sharing(domainOf, { failing, all, came: isRight })
  return [...groups].flatMap(([domain, members]) =>
    scoped(
      {
        subject: domain,
        parts: [
          { dimension: 'suffix', values: [domain] },
          { dimension: 'resolver', values: askedOf(members).resolvers },
        ],
        holds: (t) => domainOf(t)[0] === domain,
      },
      { failing: members, all, came: isRight },
      (covered, passing) => telling(code, covered, { domain, passing }),
    ),
  )
}

/** Several domains, and not one name is right: the network has no such zones at all. */
function everyName(
  code: FindingCode,
  failing: readonly Traits[],
  all: readonly Traits[],
): readonly Candidate[] {
  if (new Set(failing.flatMap(domainOf)).size < 2) return []
  const scope = {
    subject: 'every name that must lead to a VIP',
    parts: [
      { dimension: 'resolver', values: askedOf(failing).resolvers },
      { dimension: 'suffix', values: [...new Set(failing.flatMap(domainOf))] },
    ],
    holds: wantsVip,
  } as const
  return scoped(scope, { failing, all, came: isRight }, (covered, passing) =>
    telling(code, covered, { domain: null, passing }),
  )
}

function telling(
  code: FindingCode,
  covered: readonly Traits[],
  { domain, passing }: { readonly domain: string | null; readonly passing: number },
): CauseWords {
  const { words } = askedOf(covered)
  const resolution = covered[0]?.result.target.expect.resolution ?? ''
  const wanted =
    resolution === 'private' ? 'the Private Service Connect endpoint' : classWords(resolution)
  const names = `names${domain === null ? '' : ` below ${domain}`}`
  const zone = domain === null ? 'a private zone of each domain' : `the private zone ${domain}`
  const spared =
    passing === 0 ? '' : `; ${countOf(passing, 'other target leads', 'other targets lead')} there`
  const statement = `None of the ${hostsOf(covered).length} ${names} leads to ${wanted} by ${words}${spared}`
  if (code === 'dns-google-vip-wrong') {
    return {
      statement,
      cause: `${zone} leads to the other VIP`,
      fix: `Point the records of ${zone} to ${wanted}, or write in \`vip\` which VIP this network has chosen`,
    }
  }
  const own = domain === null ? askedOutside(covered) : agreedWords(covered)
  if (own !== null) return { statement, ...own }
  return {
    statement,
    cause: `${zone} is not used: it does not exist, is not bound to this network, or the resolver does not ask Cloud DNS for it`,
    fix: `Bind ${zone} to this network in Cloud DNS, with ${resolution === 'private' ? 'the address of the endpoint' : 'addresses of the VIP'} and a wildcard; a resolver of your own must forward the domain to Cloud DNS`,
  }
}
