import { classify } from '../../address/classify.ts'
import { wholeText } from '../answer/answer.ts'
import { echoedAddress } from '../answers.ts'
import type { Asked } from '../requests.ts'
import { wantsPrivate } from '../resolution.ts'
import type { TargetView } from '../target-view.ts'
import { proximityOf } from './region.ts'
import { SERVICE_RULES, type ServiceRules } from './services.ts'
import type { Signature } from './signature.ts'

/** Why a service refuses a caller, and what changes that. */
export interface Remedy {
  readonly cause: string
  readonly fix: string
}

/** What a service says when nothing but a private endpoint is admitted. */
const DISABLED =
  /public (?:network )?access\b[^<"\n]{0,80}\b(?:disabled|denied|not (?:allowed|permitted|enabled)|set to Yes)|ForbiddenByConnection|PublicNetworkAccess|configure private endpoint|public network interface|no public access|outside of the designated private link/i

/**
 * The remedy of a denial by the network rules of a service: by the service, by whether caller and service are in one
 * region, and by the way that was taken (proxy, private endpoint, service endpoint, public address). Source: the rows of
 * services.ts.
 */
export function remedyOf(
  view: TargetView,
  asked: Asked & { readonly signature: Signature },
): Remedy {
  const { leg, signature } = asked
  if (signature.service === 'edge') return AT_THE_EDGE
  if (signature.service === 'google-bucket') return BUCKET
  if (signature.service === 'google-policy') return ORGANIZATION_POLICY
  const rules = SERVICE_RULES[signature.service ?? 'azure'] ?? AZURE
  if (view.target.proxy !== null) return throughProxy(view, rules)
  if (leg.about.isPrivate) return atPrivateAddress(view, asked, rules)
  return atPublicAddress(view, asked, rules)
}

const AZURE: ServiceRules = {
  resource: 'the resource',
  serviceEndpoint: null,
  byAddress: true,
  source: 'https://learn.microsoft.com/azure/private-link/private-endpoint-overview',
}

const AT_THE_EDGE: Remedy = {
  cause:
    'The protection of the site itself (bot rules, address lists, a web application firewall) refuses this caller or a request without a browser; the network let it through',
  fix: 'No rule of this network helps: ask the owner of the site to admit the egress address, or check a path that needs no browser',
}

const BUCKET: Remedy = {
  cause:
    'The IP filter of the bucket admits neither the address nor the VPC network of this caller',
  fix: 'Add the caller’s public range or its VPC network to the IP filter of the bucket (gcloud storage buckets update --ip-filter-file), or remove the filter',
}

const ORGANIZATION_POLICY: Remedy = {
  cause:
    'A constraint of the organization policy forbids this service or this location for the project; the network let the request through',
  fix: 'No rule of the network helps: ask whoever administers the organization policy to allow the service for the project (gcloud org-policies describe CONSTRAINT --project PROJECT --effective)',
}

function throughProxy({ target }: TargetView, { resource }: ServiceRules): Remedy {
  return {
    cause: `The service sees the proxy and not this machine: the network rules of ${resource} do not admit the proxy’s egress address, or the proxy resolves ${target.host} to the public address while only a private endpoint is admitted`,
    fix: `Add the proxy’s egress address to the network rules of ${resource}; or, where there is a private endpoint, exempt ${target.host} from the proxy so that it is used`,
  }
}

function atPrivateAddress(view: TargetView, { leg }: Asked, { resource }: ServiceRules): Remedy {
  return {
    cause: `The private endpoint at ${leg.address} is not approved, or belongs to another resource; or a device on the way sends the request to the public side`,
    fix: `Approve the private endpoint connection of ${resource} (az network private-endpoint-connection list), and see that the record of ${view.target.host} is the address of that very endpoint`,
  }
}

function atPublicAddress(
  view: TargetView,
  asked: Asked & { readonly signature: Signature },
  rules: ServiceRules,
): Remedy {
  const { resource } = rules
  const { host } = view.target
  const useEndpoint = `create or approve a private endpoint for ${resource} and link its zone, so that ${host} resolves to it`
  if (DISABLED.test(wholeText(asked.request))) {
    return {
      cause: `Public network access of ${resource} is disabled, and the request came to its public address`,
      fix: `Use the private endpoint: ${wantsPrivate(view) ? `have ${host} resolve to it (see the DNS findings)` : useEndpoint}. Address rules have no effect while public access is disabled`,
    }
  }
  if (wantsPrivate(view)) return endpointNotUsed(view, rules)
  if (asked.signature.service === 'storage') return ofStorage(view, asked, useEndpoint)
  return byRules(view, asked, rules, useEndpoint)
}

/** A rule for an address would only hide that the name leads past the private endpoint. */
function endpointNotUsed({ target: { host } }: TargetView, { resource }: ServiceRules): Remedy {
  return {
    cause: `The request came to the public address of ${resource}, which its network rules do not admit; the private endpoint that is expected was not used`,
    fix: `Have ${host} resolve to the private endpoint here (see the DNS findings), and add no address to the network rules`,
  }
}

function byRules(
  view: TargetView,
  { request }: Asked,
  { resource, serviceEndpoint, byAddress }: ServiceRules,
  useEndpoint: string,
): Remedy {
  const caller = echoedAddress(request)
  const bySubnet =
    serviceEndpoint === null
      ? ''
      : `, or turn on the service endpoint ${serviceEndpoint} for the subnet and add a rule for that subnet`
  const inside = caller !== null && classify(caller, view.book).kind !== 'public'
  if (inside && serviceEndpoint !== null) {
    return {
      cause: `The service saw ${caller}, an address that no address rule can hold: the subnet has the service endpoint ${serviceEndpoint}, and ${resource} has no rule for the subnet`,
      fix: `Add a rule for the subnet (not for an address) to the network rules of ${resource}, or ${useEndpoint}`,
    }
  }
  if (!byAddress) {
    return {
      cause: `The network access policy of ${resource} does not admit this caller`,
      fix: `${useEndpoint.charAt(0).toUpperCase()}${useEndpoint.slice(1)}, or enable public network access`,
    }
  }
  return {
    cause: `The network rules of ${resource} admit neither ${caller ?? 'the egress address of this network'} nor its subnet`,
    fix: `Add ${caller ?? 'the egress address (of the NAT gateway or firewall)'} to the network rules of ${resource}${bySubnet}, or ${useEndpoint}`,
  }
}

const SUBNET_RULE =
  'turn on the service endpoint Microsoft.Storage for the subnet and add a virtual network rule for that subnet to the account'

/** From its own region an account sees no public address: address rules match nothing there. */
function ofStorage(view: TargetView, { leg, request }: Asked, useEndpoint: string): Remedy {
  const generic = /AuthorizationFailure/.test(
    `${wholeText(request)}${request.headers['x-ms-error-code'] ?? ''}`,
  )
  const permission = generic ? '; AuthorizationFailure is also given for missing permission' : ''
  switch (proximityOf(view, leg)) {
    case 'same':
      return {
        cause: `The storage account has no rule for this subnet. It is in the same region (${leg.about.owner}), where it sees no public address of the caller: address rules have no effect${permission}`,
        fix: `${capital(SUBNET_RULE)}, or ${useEndpoint}. Do not add an address: it has no effect from the same region`,
      }
    case 'other':
      return {
        cause: `The network rules of the storage account do not hold the egress address of this network${permission}`,
        fix: `Add the egress address (of the NAT gateway or firewall) to the account’s network rules, or ${useEndpoint}`,
      }
    default:
      return {
        cause: `The network rules of the storage account admit neither this network’s subnet nor its egress address; from the same region address rules have no effect, since the account sees no public address${permission}`,
        fix: `If the account is in the same region: ${SUBNET_RULE}. From another region: add the egress address to its network rules. In both cases a private endpoint helps: ${useEndpoint}`,
      }
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
