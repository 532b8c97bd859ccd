import type { Hop, Unfollowed } from '../../../target/redirects.ts'
import type { Rule } from '../../rule.ts'
import { cite, isStep } from '../../seen.ts'
import { shown } from '../../text.ts'

interface Words {
  readonly severity: 'fail' | 'inconclusive'
  readonly says: string
  readonly cause: string
  readonly fix: string
}

const WORDS: Readonly<Record<Unfollowed, Words>> = {
  circle: {
    severity: 'fail',
    says: 'where the caller has been: the redirects go in a circle',
    cause:
      'Two rules of the service send callers to each other; often TLS ends at a proxy or gateway before it, and the service behind it sends everybody who comes by http to https',
    fix: 'Have the proxy or gateway say how the caller came (X-Forwarded-Proto) and the service heed it, or remove one of the two rules',
  },
  'no-more': {
    severity: 'inconclusive',
    says: 'further, after as many redirects as the configuration allows',
    cause: 'The configuration allows fewer redirects than the service makes',
    fix: 'Raise redirects of this target, or write the last URL as its url',
  },
  'host-itself': {
    severity: 'inconclusive',
    says: 'this machine or a metadata server, where the probe does not let itself be sent',
    cause: 'The service, or somebody on the way, sends callers to an address of their own machine',
    fix: 'Look at the rule of the service that makes this redirect; to check that address, give it a target of its own',
  },
  unusable: {
    severity: 'inconclusive',
    says: 'what the probe cannot ask for: no URL of http or https, or one of 512 characters and more',
    cause: 'The redirect is for a browser or an app, or its URL is longer than evidence keeps',
    fix: 'Write the URL that it leads to as a target of its own',
  },
}

/**
 * A target that follows redirects got one that was not followed: what is expected of the last answer is not proved.
 * Source: the configuration (`redirects`); RFC 9110, 15.4.
 */
export const httpRedirectNotFollowed: Rule = {
  code: 'http-redirect-not-followed',
  judge(view) {
    const hop = view.hop
    if (hop === null || hop.because === null) return null
    const { severity, says, cause, fix } = WORDS[hop.because]
    return {
      severity,
      subject: view.target.host,
      summary: `${view.target.host} answered with status ${hop.request.status} and sends the caller to ${locationOf(hop)}: ${says}`,
      cause,
      fix,
      evidence: cite(view.seen.findLast((o) => isStep(o, 'request')) ?? null),
    }
  },
}

/** Without its query, which may hold a ticket. */
function locationOf({ location }: Hop): string {
  return shown(location.split(/[?#]/)[0] ?? '', 100)
}
