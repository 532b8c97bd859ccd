import { cloudOf } from '../../cloud-of.ts'
import { citeConnects, connectText, deadBy, subjectOf } from '../../dead.ts'
import { ledInside } from '../../led-inside.ts'
import type { Leg } from '../../legs.ts'
import { isPrivateEndpoint } from '../../private-endpoint.ts'
import type { Rule } from '../../rule.ts'
import type { TargetView } from '../../target-view.ts'
import type { Words } from '../../words.ts'

/**
 * The address answers with a reset at once: the host is there and nothing listens, or something on the way rejects in
 * its name; from inside the two look the same. NSGs and the firewalls of both clouds drop instead. Source: RFC 9293,
 * 3.10.7.1; https://learn.microsoft.com/azure/firewall/rule-processing;
 * https://docs.cloud.google.com/firewall/docs/firewalls.
 */
export const tcpRefused: Rule = {
  code: 'tcp-refused',
  ofFailures: true,
  judge(view) {
    const legs = deadBy(view, new Set(['connection_refused']))
    if (legs.length === 0) return null
    const stale = legs.some((leg) => isPrivateEndpoint(view, leg))
    return {
      subject: subjectOf(legs),
      summary: `${view.target.host} refuses the connection: ${connectText(view, legs)}`,
      ...(stale ? refusedInside(view) : legs.every(isLoopback) ? OWN_MACHINE : ledInside(view, {})),
      evidence: citeConnects(legs),
    }
  },
}

/** Packets to a loopback address leave no machine: nothing is on the way. Source: RFC 1122, 3.2.1.3. */
const OWN_MACHINE: Words = {
  cause: 'Nothing listens on this port of the machine or container that the probe runs in',
  fix: 'Start the service there or correct the port; if it runs, look whether it listens on this address',
  docs: 'https://www.rfc-editor.org/rfc/rfc1122#section-3.2.1.3',
}

function isLoopback({ about }: Leg): boolean {
  return about.kind === 'loopback'
}

/** At an address inside the network, where the name should lead. Source: the pages above. */
function refusedInside(view: TargetView): Words {
  if (cloudOf(view) !== 'gcp') {
    return {
      cause:
        'The service does not listen on this port of its private endpoint; or the record is stale and another host has the address; or a device on the way rejects',
      fix: 'Compare the record with the address of the endpoint’s network interface, and the port with what the service offers; then look for a rejecting rule of the device on the way',
    }
  }
  return {
    cause:
      'The service does not listen on this port of its address (an endpoint for Google’s APIs takes 443 and 80; Cloud SQL may admit connectors only, on 3307); or the record is stale and another host has the address; or an appliance on the way rejects',
    fix: 'Compare the record with the address of the endpoint or instance and the port with what it offers (`gcloud compute forwarding-rules list`), then look for a rejecting rule of the appliance on the way',
    docs: 'https://docs.cloud.google.com/firewall/docs/firewalls',
  }
}
