import { type Failure, fail } from '../../shared/failure/failure.ts'
import type { FailureCode } from '../../shared/failure/table.ts'
import type { ResolveObservation } from '../../shared/model/observation.ts'
import { connectionFailure } from '../classify.ts'
import type { StepContext } from '../context.ts'
import { type Ended, inTime } from '../deadline.ts'

/** What the resolvers that are asked directly have said of the name so far. */
export type Hearsay = 'answered' | 'silent' | null

/**
 * Resolves a name the way an application does. getaddrinfo cannot be called off: at the deadline the step ends
 * with `generic_timeout_error`, and what comes later is dropped. `patience` is its own budget where the C library may
 * take longer than a step: it waits for a dead server before it asks the next. A call that has to queue is not made
 * where the resolvers stay silent meanwhile, and goes before those where they answered.
 */
export async function lookupName(
  ctx: StepContext & { readonly patience?: () => number },
  name: string,
  attempt: number,
  hearsay: () => Hearsay = () => null,
): Promise<ResolveObservation> {
  let t0 = ctx.now()
  const waiting = { signal: ctx.signal, budget: ctx.patience ?? ctx.budget }
  const { ended, begun } = await called(waiting, ctx, name, hearsay)
  const { value, failure } = ended
  t0 = begun ?? t0
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

type Waiting = Pick<StepContext, 'signal' | 'budget'>
type Found = readonly string[]

/** How the call ended, and when it was made; null: it was not, or nobody says. Its time is its own, without the queue. */
async function called(
  waiting: Waiting,
  { network, now }: Pick<StepContext, 'network' | 'now'>,
  name: string,
  hearsay: () => Hearsay,
): Promise<{ readonly ended: Ended<Found>; readonly begun: number | null }> {
  let begun: number | null = null
  let over = false
  let declined = false
  let found: Promise<Found> | undefined
  const settle = (done: (value: Found) => void, broken: (failure: Failure) => void): void => {
    void found?.then(
      (addresses) => (addresses.length > 0 ? done(addresses) : broken(NO_ADDRESS)),
      (error: unknown) => broken(lookupFailure(error)),
    )
  }
  const first = await inTime<Found | null>(waiting, (done, broken) => {
    let queued = false
    const call = {
      wanted: () => {
        declined = over || hearsay() === 'silent'
        return !declined
      },
      short: () => hearsay() === 'answered',
      begun: () => {
        begun = now()
        if (queued) done(null)
      },
    }
    found = Promise.try(() => network.lookup(name, call))
    queued = begun === null
    settle(done, broken)
  })
  const ended =
    first.failure === null && first.value === null
      ? await inTime<Found>(waiting, (done, broken) => settle(done, broken))
      : (first as Ended<Found>)
  over = true
  return { ended: declined ? NOT_MADE : ended, begun }
}

const NOT_MADE: Ended<never> = {
  value: null,
  failure: fail('generic_timeout_error', 'not called: other calls wait, and no server answers'),
}

const NO_ADDRESS = fail('dns_no_answer', 'getaddrinfo gave no address')

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
