import { citeConnects, connectText, deadBy, subjectOf } from '../../dead.ts'
import { isPrivateEndpoint } from '../../private-endpoint.ts'
import type { Rule } from '../../rule.ts'

/**
 * The address answers with a reset at once: the host is there and nothing listens, or something on the way rejects in
 * its name; from inside the two look the same. NSGs and the firewalls of both clouds drop instead. Source: RFC 9293,
 * 3.10.7.1; https://learn.microsoft.com/azure/firewall/rule-processing;
 * https://docs.cloud.google.com/firewall/docs/firewalls.
 */
export const tcpRefused: Rule = {
  code: 'tcp-refused',
  judge(view) {
    const legs = deadBy(view, new Set(['connection_refused']))
    if (legs.length === 0) return null
    const stale = legs.some((leg) => isPrivateEndpoint(view, leg))
    return {
      subject: subjectOf(legs),
      summary: `${view.target.host} refuses the connection: ${connectText(legs)}`,
      ...(stale
        ? {
            cause:
              'The service does not listen on this port of its private endpoint; or the record is stale and another host has the address; or a device on the way rejects',
          }
        : {}),
      evidence: citeConnects(legs),
    }
  },
}
