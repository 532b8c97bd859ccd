import type { Complaint } from '../document/problem.ts'
import { isGrpc, type Scheme, takes } from '../model/scheme.ts'
import type { ExpectSettings } from './expect.ts'

interface Misfit {
  readonly keys: readonly (keyof ExpectSettings)[]
  /** Whether targets of a scheme cannot prove it. */
  readonly when: (scheme: Scheme, expect: ExpectSettings) => boolean
  readonly message: (scheme: Scheme, key: string) => string
  readonly remedy: (key: string) => string
}

/** What no target of a scheme can prove, or what contradicts itself; the first that applies is told. */
const MISFITS: readonly Misfit[] = [
  {
    keys: ['egress'],
    when: (scheme) => !takes(scheme, 'request') || isGrpc(scheme),
    message: (scheme) => `A ${scheme} target has no body that could be our address`,
    remedy: () => 'Use https:// or http://',
  },
  {
    keys: ['http'],
    when: (scheme) => !takes(scheme, 'request'),
    message: (scheme) => `A ${scheme} target sends no request`,
    remedy: () => 'Use https:// or http://',
  },
  {
    keys: ['http'],
    when: isGrpc,
    message: () => 'The answer of a gRPC target is judged by its health',
    remedy: () => 'Remove http, or use https://',
  },
  {
    keys: ['tls'],
    when: (scheme) => !takes(scheme, 'handshake'),
    message: (scheme) => `A ${scheme} target makes no TLS handshake`,
    remedy: () => 'Use https:// or tls://',
  },
  {
    keys: ['reply'],
    when: (scheme) => scheme !== 'udp',
    message: (scheme) => `A ${scheme} target sends no payload of one’s own`,
    remedy: () => 'Use udp://host:port',
  },
  {
    keys: ['latency'],
    when: (scheme, { latency }) => latency?.connect !== undefined && !takes(scheme, 'connect'),
    message: (scheme) => `A ${scheme} target opens no connection`,
    remedy: () => 'Use latency.total',
  },
  {
    keys: ['records'],
    when: (scheme) => scheme !== 'records',
    message: (scheme) => `A ${scheme} target asks for no records`,
    remedy: () => 'Write dns://name?type=MX',
  },
  {
    keys: ['resolution', 'addresses', 'zone'],
    when: (scheme) => scheme === 'records',
    message: () => 'A question for records says nothing of what an application gets',
    remedy: () => 'Write dns://name without ?type=, or expect records',
  },
  {
    keys: ['http', 'egress', 'tls', 'latency', 'records', 'reply'],
    when: (_, { reachability }) => reachability === 'blocked',
    message: (_, key) => `A blocked target has no ${key} to judge`,
    remedy: (key) => `Remove ${key}, or reachability: blocked`,
  },
]

/** What of an expectation cannot be judged for a scheme, or contradicts itself; with the key that is at fault. */
export function expectComplaint(
  scheme: Scheme,
  expect: ExpectSettings,
): { readonly key: keyof ExpectSettings; readonly complaint: Complaint } | null {
  for (const { keys, when, message, remedy } of MISFITS) {
    const key = keys.find((one) => expect[one] !== undefined)
    if (key === undefined || !when(scheme, expect)) continue
    return { key, complaint: { message: message(scheme, key), remedy: remedy(key) } }
  }
  return null
}
