import { z } from 'zod'

/** What a server says of its health (grpc.health.v1, HealthCheckResponse.ServingStatus), by number. */
export const HEALTH = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const

/** What a gRPC server said to Health/Check, behind the HTTP status. */
export const grpcAnswer = z.strictObject({
  service: z.string().describe('The service that was asked about; empty: the server as a whole'),
  code: z.number().int().nullable().describe('grpc-status; null: it sent none'),
  message: z.string().describe('grpc-message, limited'),
  health: z.enum(HEALTH).nullable().describe('null: the answer holds none'),
})
export type GrpcAnswer = z.infer<typeof grpcAnswer>
