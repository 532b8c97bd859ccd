import { codeName, healthAnswers, isServing } from '../../grpc/answers.ts'
import type { Asked } from '../../requests.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'

const OK = 0
const PERMISSION_DENIED = 7
const UNIMPLEMENTED = 12
const UNAUTHENTICATED = 16

/** Statuses that come from a gRPC server and say nothing of its health. */
export const LEAVES_OPEN: ReadonlySet<number> = new Set([
  OK,
  PERMISSION_DENIED,
  UNIMPLEMENTED,
  UNAUTHENTICATED,
])

/**
 * A gRPC server answers, and not about its health: it does not offer grpc.health.v1 (UNIMPLEMENTED), which clients must
 * not take for illness; or it wants to know who asks. The path to it works. Source:
 * https://github.com/grpc/grpc/blob/master/doc/health-checking.md.
 */
export const grpcHealthUnknown: Rule = {
  code: 'grpc-health-unknown',
  judge(view) {
    const answers = healthAnswers(view)
    const open = answers.find(leavesOpen)
    const grpc = open?.request.grpc
    if (open === undefined || grpc === undefined || answers.some(isServing)) return null
    const { host } = view.target
    return {
      severity: grpc.code === UNIMPLEMENTED ? 'warn' : 'inconclusive',
      subject: host,
      summary: `${host} answers in gRPC, and says nothing of its health: ${grpc.code === OK ? 'an answer that is no HealthCheckResponse' : codeName(grpc.code)}`,
      ...why(grpc.code),
      evidence: cite(open.request),
    }
  },
}

function leavesOpen({ request: { grpc } }: Asked): boolean {
  return grpc !== undefined && grpc.health === null && LEAVES_OPEN.has(grpc.code ?? -1)
}

function why(code: number | null): Pick<Claim, 'cause' | 'fix'> {
  if (code !== PERMISSION_DENIED && code !== UNAUTHENTICATED) return {}
  return {
    cause: 'The server wants to know who asks, also for its health check',
    fix: 'Give the target what its clients send (headers, as "${NAME}", or auth), or let the server answer health checks without it',
  }
}
