import { FINDING_CODES, type FindingCode } from '../model/finding-codes.ts'
import type { Rule } from './rule.ts'
import { databaseDenied } from './rules/database/database-denied.ts'
import { databaseNoResponse } from './rules/database/database-no-response.ts'
import { databaseNotSpoken } from './rules/database/database-not-spoken.ts'
import { databasePathNotProven } from './rules/database/database-path-not-proven.ts'
import { databaseUnavailable } from './rules/database/database-unavailable.ts'
import { ntpClockDiffers } from './rules/datagram/ntp-clock-differs.ts'
import { ntpDenied } from './rules/datagram/ntp-denied.ts'
import { ntpNotSynchronised } from './rules/datagram/ntp-not-synchronised.ts'
import { udpNoAnswer } from './rules/datagram/udp-no-answer.ts'
import { udpReplyUnexpected } from './rules/datagram/udp-reply-unexpected.ts'
import { udpUnreachable } from './rules/datagram/udp-unreachable.ts'
import { dnsAaaaUnanswered } from './rules/dns/dns-aaaa-unanswered.ts'
import { dnsAddressUnexpected } from './rules/dns/dns-address-unexpected.ts'
import { dnsBlockedByPolicy } from './rules/dns/dns-blocked-by-policy.ts'
import { dnsCompanionNotPrivate } from './rules/dns/dns-companion-not-private.ts'
import { dnsGoogleVipNotUsed } from './rules/dns/dns-google-vip-not-used.ts'
import { dnsGoogleVipWrong } from './rules/dns/dns-google-vip-wrong.ts'
import { dnsHostsOverride } from './rules/dns/dns-hosts-override.ts'
import { dnsNameNotFound } from './rules/dns/dns-name-not-found.ts'
import { dnsNameUnanswered } from './rules/dns/dns-name-unanswered.ts'
import { dnsNoAnswer } from './rules/dns/dns-no-answer.ts'
import { dnsNoPrivateEndpoint } from './rules/dns/dns-no-private-endpoint.ts'
import { dnsPrivateRecordMissing } from './rules/dns/dns-private-record-missing.ts'
import { dnsPrivateUnexpected } from './rules/dns/dns-private-unexpected.ts'
import { dnsPrivateZoneNotUsed } from './rules/dns/dns-private-zone-not-used.ts'
import { dnsPublicZoneShadowed } from './rules/dns/dns-public-zone-shadowed.ts'
import { dnsRecordsUnexpected } from './rules/dns/dns-records-unexpected.ts'
import { dnsRefused } from './rules/dns/dns-refused.ts'
import { dnsResolverSlow } from './rules/dns/dns-resolver-slow.ts'
import { dnsResolverUnreachable } from './rules/dns/dns-resolver-unreachable.ts'
import { dnsResolversDisagree } from './rules/dns/dns-resolvers-disagree.ts'
import { dnsSearchListUsed } from './rules/dns/dns-search-list-used.ts'
import { dnsServerFailure } from './rules/dns/dns-server-failure.ts'
import { dnsSinkholed } from './rules/dns/dns-sinkholed.ts'
import { dnsTcpUnanswered } from './rules/dns/dns-tcp-unanswered.ts'
import { dnsZoneUnexpected } from './rules/dns/dns-zone-unexpected.ts'
import { allowListChanged } from './rules/expectation/allow-list-changed.ts'
import { baselineDrift } from './rules/expectation/baseline-drift.ts'
import { blockedAsWanted } from './rules/expectation/blocked-as-wanted.ts'
import { blockedNotProven } from './rules/expectation/blocked-not-proven.ts'
import { egressAddressUnexpected } from './rules/expectation/egress-address-unexpected.ts'
import { latencyExceeded } from './rules/expectation/latency-exceeded.ts'
import { reachNotProven } from './rules/expectation/reach-not-proven.ts'
import { reachableButMustBeBlocked } from './rules/expectation/reachable-but-must-be-blocked.ts'
import { grpcHealthUnknown } from './rules/grpc/grpc-health-unknown.ts'
import { grpcNotServing } from './rules/grpc/grpc-not-serving.ts'
import { grpcNotSpoken } from './rules/grpc/grpc-not-spoken.ts'
import { httpBodyUnexpected } from './rules/http/http-body-unexpected.ts'
import { httpDeniedByFirewall } from './rules/http/http-denied-by-firewall.ts'
import { httpDeniedByPerimeter } from './rules/http/http-denied-by-perimeter.ts'
import { httpDeniedByService } from './rules/http/http-denied-by-service.ts'
import { httpFrontEndRefused } from './rules/http/http-front-end-refused.ts'
import { httpGatewayCannotReachService } from './rules/http/http-gateway-cannot-reach-service.ts'
import { httpHeaderUnexpected } from './rules/http/http-header-unexpected.ts'
import { httpHeadersTooLarge } from './rules/http/http-headers-too-large.ts'
import { httpMalformedAnswer } from './rules/http/http-malformed-answer.ts'
import { httpNoResponse } from './rules/http/http-no-response.ts'
import { httpNotRecognised } from './rules/http/http-not-recognised.ts'
import { httpPermissionDenied } from './rules/http/http-permission-denied.ts'
import { httpReachedPublicly } from './rules/http/http-reached-publicly.ts'
import { httpRedirectNotFollowed } from './rules/http/http-redirect-not-followed.ts'
import { httpRedirectedElsewhere } from './rules/http/http-redirected-elsewhere.ts'
import { httpServiceStopped } from './rules/http/http-service-stopped.ts'
import { httpStatusUnexpected } from './rules/http/http-status-unexpected.ts'
import { httpUpgradeRefused } from './rules/http/http-upgrade-refused.ts'
import { googleVipServiceUnlisted } from './rules/network/google-vip-service-unlisted.ts'
import { networkNoInternet } from './rules/network/network-no-internet.ts'
import { networkNoWayOut } from './rules/network/network-no-way-out.ts'
import { privateEndpointNotAnswering } from './rules/network/private-endpoint-not-answering.ts'
import { privateEndpointStale } from './rules/network/private-endpoint-stale.ts'
import { tcpDropped } from './rules/network/tcp-dropped.ts'
import { tcpIntermittent } from './rules/network/tcp-intermittent.ts'
import { tcpRefused } from './rules/network/tcp-refused.ts'
import { tcpReset } from './rules/network/tcp-reset.ts'
import { tcpSomeAddressesFail } from './rules/network/tcp-some-addresses-fail.ts'
import { tcpUnreachable } from './rules/network/tcp-unreachable.ts'
import { configurationDisagrees } from './rules/platform/configuration-disagrees.ts'
import { platformPathNotProven } from './rules/platform/platform-path-not-proven.ts'
import { vnetDnsSettingIgnored } from './rules/platform/vnet-dns-setting-ignored.ts'
import { vnetRouteAllOff } from './rules/platform/vnet-route-all-off.ts'
import {
  proxyAuthRequired,
  proxyCannotReachTarget,
  proxyDenied,
  proxyUnreachable,
} from './rules/proxy/proxy.ts'
import { resolutionNotProven } from './rules/proxy/resolution-not-proven.ts'
import { identityTokenUnavailable } from './rules/sweep/identity-token-unavailable.ts'
import { notCheckedInTime } from './rules/sweep/not-checked-in-time.ts'
import { pathWarmingUp } from './rules/sweep/path-warming-up.ts'
import { probeFault } from './rules/sweep/probe-fault.ts'
import { pathMtuBlackHole } from './rules/tls/path-mtu-black-hole.ts'
import { tlsBlockedByName } from './rules/tls/tls-blocked-by-name.ts'
import { tlsCertificateChanged } from './rules/tls/tls-certificate-changed.ts'
import { tlsCertificateUnusable } from './rules/tls/tls-certificate-unusable.ts'
import { tlsClientCertificateExpiresSoon } from './rules/tls/tls-client-certificate-expires-soon.ts'
import { tlsClientCertificateRefused } from './rules/tls/tls-client-certificate-refused.ts'
import { tlsClientCertificateRequired } from './rules/tls/tls-client-certificate-required.ts'
import { tlsExpired } from './rules/tls/tls-expired.ts'
import { tlsExpiresSoon } from './rules/tls/tls-expires-soon.ts'
import { tlsHandshakeFailed } from './rules/tls/tls-handshake-failed.ts'
import { tlsIntercepted } from './rules/tls/tls-intercepted.ts'
import { tlsIssuerUnexpected } from './rules/tls/tls-issuer-unexpected.ts'
import { tlsLargeHelloDropped } from './rules/tls/tls-large-hello-dropped.ts'
import { tlsNameMismatch } from './rules/tls/tls-name-mismatch.ts'
import { tlsNotSpoken } from './rules/tls/tls-not-spoken.ts'
import { tlsNotYetValid } from './rules/tls/tls-not-yet-valid.ts'
import { tlsUntrusted } from './rules/tls/tls-untrusted.ts'
import { tlsVersionTooLow } from './rules/tls/tls-version-too-low.ts'

/** One rule for each code; the compiler names the one that is forgotten. */
const BY_CODE: Readonly<Record<FindingCode, Rule>> = {
  'probe-fault': probeFault,
  'identity-token-unavailable': identityTokenUnavailable,
  'not-checked-in-time': notCheckedInTime,
  'path-warming-up': pathWarmingUp,
  'network-no-way-out': networkNoWayOut,
  'proxy-unreachable': proxyUnreachable,
  'proxy-auth-required': proxyAuthRequired,
  'proxy-denied': proxyDenied,
  'proxy-cannot-reach-target': proxyCannotReachTarget,
  'resolution-not-proven': resolutionNotProven,
  'dns-resolver-unreachable': dnsResolverUnreachable,
  'dns-tcp-unanswered': dnsTcpUnanswered,
  'dns-name-unanswered': dnsNameUnanswered,
  'dns-aaaa-unanswered': dnsAaaaUnanswered,
  'dns-search-list-used': dnsSearchListUsed,
  'dns-zone-unexpected': dnsZoneUnexpected,
  'dns-refused': dnsRefused,
  'dns-server-failure': dnsServerFailure,
  'dns-hosts-override': dnsHostsOverride,
  'dns-blocked-by-policy': dnsBlockedByPolicy,
  'dns-sinkholed': dnsSinkholed,
  'dns-private-record-missing': dnsPrivateRecordMissing,
  'dns-public-zone-shadowed': dnsPublicZoneShadowed,
  'dns-name-not-found': dnsNameNotFound,
  'dns-no-answer': dnsNoAnswer,
  'dns-private-zone-not-used': dnsPrivateZoneNotUsed,
  'dns-no-private-endpoint': dnsNoPrivateEndpoint,
  'dns-google-vip-wrong': dnsGoogleVipWrong,
  'dns-google-vip-not-used': dnsGoogleVipNotUsed,
  'dns-private-unexpected': dnsPrivateUnexpected,
  'dns-address-unexpected': dnsAddressUnexpected,
  'dns-records-unexpected': dnsRecordsUnexpected,
  'dns-companion-not-private': dnsCompanionNotPrivate,
  'dns-resolvers-disagree': dnsResolversDisagree,
  'dns-resolver-slow': dnsResolverSlow,
  'tcp-intermittent': tcpIntermittent,
  'private-endpoint-stale': privateEndpointStale,
  'private-endpoint-not-answering': privateEndpointNotAnswering,
  'tcp-unreachable': tcpUnreachable,
  'tcp-refused': tcpRefused,
  'tcp-reset': tcpReset,
  'network-no-internet': networkNoInternet,
  'tcp-dropped': tcpDropped,
  'tcp-some-addresses-fail': tcpSomeAddressesFail,
  'google-vip-service-unlisted': googleVipServiceUnlisted,
  'tls-large-hello-dropped': tlsLargeHelloDropped,
  'path-mtu-black-hole': pathMtuBlackHole,
  'tls-blocked-by-name': tlsBlockedByName,
  'tls-not-spoken': tlsNotSpoken,
  'tls-version-too-low': tlsVersionTooLow,
  'tls-client-certificate-required': tlsClientCertificateRequired,
  'tls-client-certificate-refused': tlsClientCertificateRefused,
  'tls-client-certificate-expires-soon': tlsClientCertificateExpiresSoon,
  'tls-handshake-failed': tlsHandshakeFailed,
  'tls-intercepted': tlsIntercepted,
  'tls-name-mismatch': tlsNameMismatch,
  'tls-expired': tlsExpired,
  'tls-not-yet-valid': tlsNotYetValid,
  'tls-certificate-unusable': tlsCertificateUnusable,
  'tls-untrusted': tlsUntrusted,
  'tls-issuer-unexpected': tlsIssuerUnexpected,
  'tls-expires-soon': tlsExpiresSoon,
  'tls-certificate-changed': tlsCertificateChanged,
  'http-denied-by-firewall': httpDeniedByFirewall,
  'http-denied-by-perimeter': httpDeniedByPerimeter,
  'http-reached-publicly': httpReachedPublicly,
  'http-denied-by-service': httpDeniedByService,
  'http-redirected-elsewhere': httpRedirectedElsewhere,
  'http-redirect-not-followed': httpRedirectNotFollowed,
  'http-service-stopped': httpServiceStopped,
  'http-gateway-cannot-reach-service': httpGatewayCannotReachService,
  'http-front-end-refused': httpFrontEndRefused,
  'http-not-recognised': httpNotRecognised,
  'http-permission-denied': httpPermissionDenied,
  'http-no-response': httpNoResponse,
  'http-upgrade-refused': httpUpgradeRefused,
  'http-status-unexpected': httpStatusUnexpected,
  'http-header-unexpected': httpHeaderUnexpected,
  'http-body-unexpected': httpBodyUnexpected,
  'http-headers-too-large': httpHeadersTooLarge,
  'http-malformed-answer': httpMalformedAnswer,
  'database-denied': databaseDenied,
  'database-not-spoken': databaseNotSpoken,
  'database-no-response': databaseNoResponse,
  'database-unavailable': databaseUnavailable,
  'database-path-not-proven': databasePathNotProven,
  'grpc-not-spoken': grpcNotSpoken,
  'grpc-not-serving': grpcNotServing,
  'grpc-health-unknown': grpcHealthUnknown,
  'udp-unreachable': udpUnreachable,
  'ntp-denied': ntpDenied,
  'udp-reply-unexpected': udpReplyUnexpected,
  'ntp-not-synchronised': ntpNotSynchronised,
  'udp-no-answer': udpNoAnswer,
  'ntp-clock-differs': ntpClockDiffers,
  'reachable-but-must-be-blocked': reachableButMustBeBlocked,
  'blocked-not-proven': blockedNotProven,
  'reach-not-proven': reachNotProven,
  'blocked-as-wanted': blockedAsWanted,
  'egress-address-unexpected': egressAddressUnexpected,
  'allow-list-changed': allowListChanged,
  'latency-exceeded': latencyExceeded,
  'baseline-drift': baselineDrift,
  'vnet-route-all-off': vnetRouteAllOff,
  'vnet-dns-setting-ignored': vnetDnsSettingIgnored,
  'platform-path-not-proven': platformPathNotProven,
  'configuration-disagrees': configurationDisagrees,
}

/** The rules in the order of FINDING_CODES: what stands earlier explains what stands later. */
export const RULES: readonly Rule[] = FINDING_CODES.map((code) => BY_CODE[code])
