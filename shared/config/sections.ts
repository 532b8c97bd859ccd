import { z } from 'zod'
import { parseServer, serverText } from '../address/server.ts'
import type { Complaint } from '../document/problem.ts'
import { checkedText, complain, duration, durationOrNone } from '../document/text.ts'
import { parseHost } from '../target/host.ts'

/** Deadlines and bounds of a sweep. */
export const limits = z
  .strictObject({
    concurrency: z
      .int()
      .min(1)
      .max(256)
      .default(32)
      .describe(
        'Targets at work at once, and connections to one public address and port, 1 to 256',
      ),
    sweep: duration
      .prefault('4m')
      .describe('Hard end of a sweep: below the interval of the schedule'),
    target: duration.prefault('20s').describe('Hard end of the check of one target'),
    step: duration
      .prefault('5s')
      .describe('Hard end of one step: a query, a connection, a handshake'),
    warmUp: durationOrNone
      .prefault('0s')
      .describe(
        'For how long from its start a fresh instance may have no path yet: silence is checked again',
      ),
    attempts: z.int().min(1).max(5).default(2).describe('How often a failed step is tried, 1 to 5'),
  })
  .superRefine(({ step, target, sweep }, ctx) => {
    if (step > target) complain(ctx, tooLong('limits.target', target), ['step'])
    if (target > sweep) complain(ctx, tooLong('limits.sweep', sweep), ['target'])
  })

/** How a sweep is spread over instances, where the platform has a queue for it. */
export const shards = z.strictObject({
  over: z
    .int()
    .min(1)
    .default(2000)
    .describe('A sweep of more targets than that is spread over several instances'),
  targets: z
    .int()
    .min(1)
    .max(5000)
    .default(500)
    .describe('Targets that one of them takes, 1 to 5000'),
})

/** The key `limits` of a target. */
export const ownLimits = z
  .strictObject({
    target: duration.exactOptional().describe('Hard end of its check'),
    step: duration.exactOptional().describe('Hard end of one of its steps'),
    attempts: z.int().min(1).max(5).exactOptional().describe('How often a failed step is tried'),
  })
  .superRefine(({ step, target }, ctx) => {
    if (step !== undefined && target !== undefined && step > target)
      complain(ctx, tooLong('target', target), ['step'])
  })

/** What of a target's own limits does not fit those of the sweep; with the key that is at fault. */
export function limitsComplaint(
  own: z.output<typeof ownLimits>,
  all: z.output<typeof limits>,
): { readonly key: string; readonly complaint: Complaint } | null {
  const { target = all.target, step = all.step } = own
  if (target > all.sweep) return { key: 'target', complaint: tooLong('limits.sweep', all.sweep) }
  if (step <= target) return null
  const key = own.step === undefined ? 'target' : 'step'
  const complaint =
    key === 'step'
      ? tooLong('limits.target', target)
      : { message: `is shorter than limits.step (${all.step / 1000}s)`, remedy: 'Give step, too' }
  return { key, complaint }
}

function tooLong(outer: string, ms: number): Complaint {
  return {
    message: `is longer than ${outer} (${ms / 1000}s)`,
    remedy: 'Keep step <= target <= sweep: give less here, or more there',
  }
}

/** `system`, or `IP:port` in the one spelling that the probes take. */
export const resolver = checkedText((text) =>
  resolverAddress(text) === null
    ? {
        message: 'is not a valid resolver',
        remedy:
          'Write system, an IP address, or an IP address and a port: 10.0.0.4:53, [fd00::1]:53',
      }
    : null,
).transform((text) => resolverAddress(text) ?? text)

function resolverAddress(text: string): string | null {
  if (text === 'system') return text
  const server = parseServer(text)
  return server === null ? null : serverText(server)
}

const ALLOWED =
  /^(?:\*|(?:\*\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|(\[.*\]))(?::(?:\d{1,5}|\*))?$/i

function isHostPattern(text: string): boolean {
  const [whole, literal] = ALLOWED.exec(text) ?? []
  return whole !== undefined && (literal === undefined || parseHost(literal).complaint === null)
}

/** What POST /api/check may probe in addition to the configured targets. */
export const onDemand = z.strictObject({
  allow: z
    .array(
      checkedText((text) =>
        isHostPattern(text)
          ? null
          : {
              message: 'is not a valid host pattern',
              remedy:
                'Write host:port, with *. for any subdomain: "*.contoso.com:443", and an IPv6 address in brackets: "[fd00::1]:443"',
            },
      ),
    )
    .default([])
    .describe('Hosts (and ports) that may be asked for ad hoc: ["*.contoso.com:443"]'),
})
