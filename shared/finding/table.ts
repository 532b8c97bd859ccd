import type { FindingCode } from '../model/finding-codes.ts'
import { CONFIGURATION_FINDINGS } from './configuration.ts'
import { DATABASE_FINDINGS } from './database.ts'
import { DATAGRAM_FINDINGS } from './datagram.ts'
import { DNS_FINDINGS } from './dns.ts'
import { DNS_PRIVATE_FINDINGS } from './dns-private.ts'
import { DNS_SILENCE_FINDINGS } from './dns-silence.ts'
import { EXPECTATION_FINDINGS } from './expectation.ts'
import { GRPC_FINDINGS } from './grpc.ts'
import { HTTP_FINDINGS } from './http.ts'
import { HTTP_ANSWER_FINDINGS } from './http-answer.ts'
import { NETWORK_FINDINGS } from './network.ts'
import { PLATFORM_FINDINGS } from './platform.ts'
import { PROXY_FINDINGS } from './proxy.ts'
import type { FindingRow } from './row.ts'
import { SWEEP_FINDINGS } from './sweep.ts'
import { TLS_FINDINGS } from './tls.ts'
import { TLS_CHANGE_FINDINGS } from './tls-change.ts'

/** What every code means to the engineer who gets it: `perimeter explain CODE`, and docs/findings.md. */
export const FINDINGS: Readonly<Record<FindingCode, FindingRow>> = {
  ...SWEEP_FINDINGS,
  ...PROXY_FINDINGS,
  ...DNS_FINDINGS,
  ...DNS_SILENCE_FINDINGS,
  ...DNS_PRIVATE_FINDINGS,
  ...NETWORK_FINDINGS,
  ...TLS_FINDINGS,
  ...TLS_CHANGE_FINDINGS,
  ...HTTP_FINDINGS,
  ...HTTP_ANSWER_FINDINGS,
  ...DATABASE_FINDINGS,
  ...DATAGRAM_FINDINGS,
  ...GRPC_FINDINGS,
  ...EXPECTATION_FINDINGS,
  ...PLATFORM_FINDINGS,
  ...CONFIGURATION_FINDINGS,
}
