import { codeName, healthAnswers, isServing } from '../../grpc/answers.ts'
import type { Asked } from '../../requests.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { shown } from '../../text.ts'
import { LEAVES_OPEN } from './grpc-health-unknown.ts'

/**
 * The gRPC server says that it, or the service asked about, does not serve: NOT_SERVING, a service that its health
 * check does not know (NOT_FOUND), or a status of its own or of a proxy before it (UNAVAILABLE). A warning where
 * another address serves. Source: https://github.com/grpc/grpc/blob/master/doc/health-checking.md.
 */
export const grpcNotServing: Rule = {
  code: 'grpc-not-serving',
  judge(view) {
    const answers = healthAnswers(view)
    const wrong = answers.find((asked) => isWrong(asked))
    const grpc = wrong?.request.grpc
    if (wrong === undefined || grpc === undefined) return null
    const { host } = view.target
    const what = grpc.service === '' ? host : `the service ${shown(grpc.service, 80)} at ${host}`
    const words = grpc.message === '' ? '' : `: “${shown(grpc.message, 120)}”`
    return {
      ...(answers.some(isServing) && { severity: 'warn' as const }),
      subject: host,
      summary: `The health check of ${what} says ${grpc.health ?? codeName(grpc.code)}${words}`,
      ...why(wrong),
      evidence: cite(wrong.request),
    }
  },
}

function isWrong({ request: { grpc } }: Asked): boolean {
  if (grpc === undefined || grpc.health === 'SERVING') return false
  return grpc.health !== null || !LEAVES_OPEN.has(grpc.code ?? -1)
}

const NOT_FOUND = 5
/** DEADLINE_EXCEEDED and RESOURCE_EXHAUSTED. */
const BUSY: ReadonlySet<number> = new Set([4, 8])

const UNKNOWN_SERVICE = {
  cause:
    'The health check of the server does not know a service of this name: it is spelt otherwise (package and service, pkg.Service), or the server does not report on it',
  fix: 'Correct the service in the URL, or leave it out to ask about the server as a whole',
} as const

const NO_WHOLE = {
  cause:
    'The health check of the server knows services by their names, and nothing of the server as a whole',
  fix: 'Write the service behind the host (grpcs://host/pkg.Service), or have the server report on the empty name',
} as const

const OVERLOADED = {
  cause:
    'The server, or a gateway before it, limits what it takes or is too slow: it ran out of time, quota or memory for this call',
  fix: 'Look at the load and the limits of the server and of the gateway before it; the network path works',
} as const

function why({ request: { grpc } }: Asked): Pick<Claim, 'cause' | 'fix'> {
  if (grpc?.code === NOT_FOUND || grpc?.health === 'SERVICE_UNKNOWN') {
    return grpc.service === '' ? NO_WHOLE : UNKNOWN_SERVICE
  }
  return BUSY.has(grpc?.code ?? -1) ? OVERLOADED : {}
}
