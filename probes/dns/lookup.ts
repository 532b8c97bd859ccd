import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { FailureCode } from '../../shared/failure/table.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'
import { connectionFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import type { Ended } from '../deadline.ts'
import { type Hearsay, OpenCall } from './open-call.ts'

/**
 * Resolves a name the way an application does. getaddrinfo cannot be called off: at the deadline the step ends
 * with `generic_timeout_error`, and what comes later is dropped. `patience` is its own budget where the C library may
 * take longer than a step: it waits for a dead server before it asks the next.
 */
export async function lookupName(
  ctx: StepContext & { readonly patience?: () => number },
  name: string,
  attempt: number,
  hearsay: () => Hearsay = () => null,
): Promise<ResolveObservation> {
  const asked = ctx.now()
  const waiting = { ...ctx, budget: ctx.patience ?? ctx.budget }
  const call = new OpenCall(waiting, ctx.now, hearsay)
  const make = () => ctx.network.lookup(name, call)
  const { value, failure } = withAddress(await call.end(make, lookupFailure))
  const t0 = call.begunAt ?? asked
  const t = ctx.now()
  const hosts = ctx.network.hosts(name)
  return {
    step: 'resolve',
    peer: 'target',
    attempt,
    t0,
    t,
    failure,
    engine: 'getaddrinfo',
    name,
    type: 'any',
    server: null,
    transport: null,
    addresses: value === null ? [] : [...value],
    answer: null,
    hosts: hosts === null ? null : [...hosts],
  }
}

const NO_ADDRESS = fail('dns_no_answer', 'getaddrinfo gave no address')

function withAddress(ended: Ended<readonly string[]>): Ended<readonly string[]> {
  return ended.value?.length === 0 ? { value: null, failure: NO_ADDRESS } : ended
}

/** Errors of getaddrinfo, as Node names them; libuv gives ENOTFOUND for EAI_NONAME and EAI_NODATA alike. */
const NAMES: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'dns_nxdomain_error',
  EAI_NONAME: 'dns_nxdomain_error',
  ENODATA: 'dns_no_answer',
  EAI_NODATA: 'dns_no_answer',
  EAI_ADDRFAMILY: 'dns_no_answer',
  EAI_AGAIN: 'dns_temporary_failure',
  EAI_FAIL: 'dns_non_recoverable_failure',
  EAI_MEMORY: 'probe_fault',
}

function lookupFailure(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const name = NAMES[code]
  return name === undefined ? connectionFailure(error) : fail(name, code)
}
