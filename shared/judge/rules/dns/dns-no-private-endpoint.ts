import { answersJudged, privateLinkAlias, unique } from '../../names.ts'
import { isOfAzure } from '../../private-side.ts'
import { addressText, unmetAddresses, wantsPrivate } from '../../resolution.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { list, serverName } from '../../text.ts'

/**
 * A private address is expected, the answer is public, and no alias leads into a private link zone: public DNS inserts
 * that alias as soon as one private endpoint is approved, so there is none (a pending or rejected one looks the same;
 * https://learn.microsoft.com/azure/key-vault/general/private-link-diagnostics). Needs the alias chain, hence an answer
 * on the wire.
 */
export const dnsNoPrivateEndpoint: Rule = {
  code: 'dns-no-private-endpoint',
  judge(view) {
    if (!wantsPrivate(view)) return null
    const { names, target } = view
    const wrong = unmetAddresses(view)
    const answers = answersJudged(names).filter((w) => (w.facts?.addresses.length ?? 0) > 0)
    if (wrong.length === 0 || answers.length === 0) return null
    if (!isOfAzure(view)) return null
    if (privateLinkAlias(names) !== null || wrong.length < names.judged.length) return null
    const last = answers[0]?.facts?.chain.at(-1)?.target
    const chain = last === undefined ? 'without any alias' : `through aliases that end at ${last}`
    return {
      subject: target.host,
      summary: `${list(unique(answers).map(serverName))} answers ${target.host} with the public ${list(wrong.map(addressText))}, ${chain}: nothing leads into a privatelink zone${names.onlyIpv6 ? ' (only IPv6 addresses exist)' : ''}`,
      ...publicByName(target.host),
      evidence: cite(names.lookup, ...answers.map((w) => w.seen)),
    }
  },
}

/** The public endpoint of a managed instance, which has a name and a port of its own. */
const INSTANCE = /^([^.]+)\.public\.([^.]+\.database\.)/

/**
 * A name that is public by design. Source:
 * https://learn.microsoft.com/azure/azure-sql/managed-instance/public-endpoint-configure
 */
function publicByName(host: string): Pick<Claim, 'cause' | 'fix'> {
  if (!INSTANCE.test(host)) return {}
  return {
    cause: `${host} is the name of the public endpoint of the managed instance, which leads to a public address by design`,
    fix: `Use ${host.replace(INSTANCE, '$1.$2')} on port 1433, which leads to the address inside its network; where the public endpoint is meant, correct expect.resolution`,
  }
}
