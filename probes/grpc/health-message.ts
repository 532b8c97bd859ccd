import { type GrpcAnswer, HEALTH } from '../../shared/model/grpc-answer.ts'

/** Field 1 with a length, and field 1 as a number (Protocol Buffers, wire types 2 and 0). */
const FIELD_1_TEXT = 0x0a
const FIELD_1_NUMBER = 0x08

/**
 * HealthCheckRequest{service} as gRPC frames it: not compressed, the length in four bytes, the message. Source:
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md;
 * https://github.com/grpc/grpc/blob/master/doc/health-checking.md.
 */
export function healthRequest(service: string): Buffer {
  const name = Buffer.from(service, 'utf8')
  // A name of less than 128 bytes has its length in one.
  const message =
    name.length === 0 ? name : Buffer.concat([Buffer.of(FIELD_1_TEXT, name.length), name])
  const head = Buffer.alloc(5)
  head.writeUInt32BE(message.length, 1)
  return Buffer.concat([head, message])
}

/** The status in a framed HealthCheckResponse; null where the bytes hold none. An empty message means UNKNOWN. */
export function healthIn(bytes: Buffer): GrpcAnswer['health'] {
  if (bytes.length < 5 || bytes[0] !== 0) return null
  const message = bytes.subarray(5, 5 + bytes.readUInt32BE(1))
  if (message.length === 0) return bytes.readUInt32BE(1) === 0 ? 'UNKNOWN' : null
  return message[0] === FIELD_1_NUMBER ? (HEALTH[message[1] ?? -1] ?? null) : null
}
