import type { GrpcAnswer } from '../../../shared/model/grpc-answer.ts'
import { replies } from './path-pieces.ts'
import type { Piece } from './piece.ts'

/** What a gRPC server said to the health check. */
export function healthSays(address: string, said: Partial<GrpcAnswer> = {}): Piece {
  const grpc: GrpcAnswer = { service: '', code: 0, message: '', health: 'SERVING', ...said }
  const plain = replies(address, 200, { headers: { 'content-type': 'application/grpc' } })
  return (target) => {
    const { o } = plain(target)
    return { o: o.step === 'request' ? { ...o, method: 'POST', grpc } : o }
  }
}
