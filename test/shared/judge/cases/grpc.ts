import { check, control, sweep } from '../evidence.ts'
import { healthSays } from '../grpc-pieces.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import type { Piece } from '../piece.ts'
import { type Case, spares, yields } from './case.ts'

const A = '20.2.2.2'
const B = '20.2.2.3'
const up = (alpn: string | null = 'h2') => [...resolves([A]), opens(A), secures(A, { alpn })].flat()
const grpcs = (...pieces: readonly (Piece | readonly Piece[])[]) =>
  sweep([check('grpcs://api.example/pkg.Orders', {}, ...pieces), control()])
const page = { headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' }

/** gRPC servers, by their health check. */
export const GRPC_CASES: readonly Case[] = [
  yields(
    'grpc-not-spoken',
    'TLS agrees on HTTP/1.1',
    grpcs(up('http/1.1'), replies(A, 404, page)),
    {
      severity: 'fail',
      says: ['HTTP status 404 of type text/html', 'agreed on http/1.1 (ALPN)', 'needs h2'],
      subject: 'api.example',
    },
  ),
  yields('grpc-not-spoken', 'a page over HTTP/2', grpcs(up(), replies(A, 200, page)), {
    severity: 'fail',
    never: ['ALPN)'],
  }),
  spares('grpc-not-spoken', 'an answer in gRPC', grpcs(up(), healthSays(A))),
  spares(
    'grpc-not-spoken',
    'the block page of a filter',
    grpcs(
      up(),
      replies(A, 403, { ...page, body: '<h1>Access Denied</h1> blocked by your administrator' }),
    ),
  ),
  yields('grpc-not-serving', 'NOT_SERVING', grpcs(up(), healthSays(A, { health: 'NOT_SERVING' })), {
    severity: 'fail',
    says: ['says NOT_SERVING'],
  }),
  yields(
    'grpc-not-serving',
    'a service that is not known',
    grpcs(
      up(),
      healthSays(A, { service: 'pkg.Orders', code: 5, health: null, message: 'unknown service' }),
    ),
    {
      severity: 'fail',
      says: ['the service pkg.Orders', 'NOT_FOUND', '“unknown service”', 'spelt otherwise'],
    },
  ),
  yields(
    'grpc-not-serving',
    'a proxy without a healthy server',
    grpcs(up(), healthSays(A, { code: 14, health: null, message: 'no healthy upstream' })),
    { severity: 'fail', says: ['UNAVAILABLE', 'no healthy upstream'] },
  ),
  yields(
    'grpc-not-serving',
    'out of a quota',
    grpcs(up(), healthSays(A, { code: 8, health: null })),
    { severity: 'fail', says: ['RESOURCE_EXHAUSTED', 'limits'], never: ['starting'] },
  ),
  yields(
    'grpc-not-serving',
    'one of two addresses',
    grpcs(
      resolves([A, B]),
      ...[A, B].map((a) => [opens(a), secures(a, { alpn: 'h2' })]),
      healthSays(A, { health: 'NOT_SERVING' }),
      healthSays(B),
    ),
    { severity: 'warn' },
  ),
  spares('grpc-not-serving', 'SERVING', grpcs(up(), healthSays(A))),
  yields(
    'grpc-health-unknown',
    'UNIMPLEMENTED is no illness',
    grpcs(up(), healthSays(A, { code: 12, health: null })),
    { severity: 'warn', says: ['UNIMPLEMENTED', 'grpc.health.v1'] },
  ),
  yields(
    'grpc-health-unknown',
    'UNAUTHENTICATED',
    grpcs(up(), healthSays(A, { code: 16, health: null })),
    { severity: 'inconclusive', says: ['UNAUTHENTICATED', 'who asks', 'headers'] },
  ),
  spares(
    'grpc-health-unknown',
    'NOT_SERVING',
    grpcs(up(), healthSays(A, { health: 'NOT_SERVING' })),
  ),
  yields(
    'reachable-but-must-be-blocked',
    'a gRPC server answers',
    sweep([
      check(
        'grpc://api.example:50051',
        { expect: { reachability: 'blocked' } },
        resolves([A]),
        opens(A),
        healthSays(A, { code: 12, health: null }),
      ),
      control(),
    ]),
    { severity: 'fail' },
  ),
]
