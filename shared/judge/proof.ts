import type { TargetStep } from '../failure/step.ts'
import { proofOf } from '../model/scheme.ts'
import { isForeign } from './answer/recognise.ts'
import type { BareView } from './bare-view.ts'
import { refuses } from './database/refusal.ts'
import type { Leg } from './legs.ts'

interface Proof {
  /** Whether the target gave, on some address, what its scheme asks of it. */
  readonly given: (view: BareView) => boolean
  /** Whether this leg shows for certain that the target itself was reached, and so that the network of the probe works. */
  readonly certain: (leg: Leg) => boolean
}

const onSomeLeg = (holds: (leg: Leg) => boolean) => (view: BareView) => view.legs.some(holds)

const connected = ({ connect }: Leg) => connect?.failure === null
const trusted = ({ handshake }: Leg) => handshake?.failure === null

const greeted = ({ greet }: Leg) => greet?.failure === null

/** What the last step of a scheme proves, by that step. */
const PROOFS: Readonly<Record<TargetStep, Proof>> = {
  resolve: { given: ({ names }) => names.application.length > 0, certain: () => false },
  query: {
    given: ({ queries }) => queries.some(({ seen }) => seen.failure === null),
    certain: () => false,
  },
  connect: { given: onSomeLeg(connected), certain: connected },
  handshake: { given: onSomeLeg(trusted), certain: trusted },
  exchange: {
    given: onSomeLeg(({ exchange }) => exchange?.failure === null),
    certain: ({ exchange }) => exchange?.failure === null,
  },
  greet: {
    given: onSomeLeg(({ greet }) => greet?.failure === null && !refuses(greet)),
    certain: greeted,
  },
  request: {
    given: onSomeLeg(({ request }) => request?.failure === null && !isForeign(request)),
    certain: ({ handshake, request }) => {
      if (request === null || request.status === null || isForeign(request)) return false
      return handshake === null || handshake.failure === null
    },
  },
}

/** Whether the target itself gave, on some address, what its scheme asks of it. */
export function hasSucceeded(view: BareView): boolean {
  return PROOFS[proofOf(view.target.scheme)].given(view)
}

/** Whether a leg proves that the target itself was reached, by what its scheme can prove. */
export function isProof({ target }: BareView, leg: Leg): boolean {
  return PROOFS[proofOf(target.scheme)].certain(leg)
}
