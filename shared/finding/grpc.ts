import type { FindingRow } from './row.ts'

const HEALTH = 'https://github.com/grpc/grpc/blob/master/doc/health-checking.md'

/** gRPC servers, asked by the health checking protocol. */
export const GRPC_FINDINGS = {
  'grpc-not-spoken': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'Something answers, and not in gRPC.',
    seen: 'TLS agrees on HTTP/1.1 or nothing (ALPN) and a page comes; or an answer over HTTP/2 that is not of type application/grpc; or HTTP/1.1 where HTTP/2 is spoken by prior knowledge. A warning where another address answers SERVING.',
    confusedWith: [
      { code: 'http-denied-by-firewall', apart: 'there the page is that of a filter' },
      { code: 'grpc-not-serving', apart: 'there the server answers in gRPC' },
    ],
    causes: [
      'a load balancer, ingress or proxy before the server takes HTTP/1.1 only, or hands on without HTTP/2',
      'a device that inspects TLS takes part in HTTP/1.1 alone',
      'another server, or another port: gRPC is served beside it',
    ],
    fix: 'Turn on HTTP/2 to the back end at each load balancer and ingress on the way (backend protocol gRPC or h2c), exempt the name from inspection, or correct the port',
    docs: 'https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md',
  },
  'grpc-not-serving': {
    step: 'request',
    severity: 'fail',
    traits: [],
    means: 'The gRPC server says that it, or the service asked about, does not serve.',
    seen: 'Health NOT_SERVING, UNKNOWN or SERVICE_UNKNOWN, or a status such as NOT_FOUND or UNAVAILABLE. A warning where another address answers SERVING.',
    confusedWith: [
      {
        code: 'grpc-health-unknown',
        apart: 'there the server does not say anything of its health',
      },
    ],
    causes: [
      'the server is starting or stopping, or something that it needs is not there',
      'a proxy before it reaches no healthy server (UNAVAILABLE)',
    ],
    fix: 'Look at the log of the server; with UNAVAILABLE, at the back ends of the proxy before it',
    docs: HEALTH,
  },
  'grpc-health-unknown': {
    step: 'request',
    severity: 'warn',
    traits: [],
    means: 'A gRPC server answers, and says nothing of its health; the path to it works.',
    seen: 'UNIMPLEMENTED: it does not offer grpc.health.v1. Inconclusive with UNAUTHENTICATED or PERMISSION_DENIED, and an answer that is no HealthCheckResponse.',
    confusedWith: [{ code: 'grpc-not-spoken', apart: 'there what answers does not speak gRPC' }],
    causes: [
      'the server does not register the health service',
      'the gateway before it does not pass the health service on',
    ],
    fix: 'Register grpc.health.v1 at the server; or check the port by tls:// or tcp://, which asks for less',
    docs: HEALTH,
  },
} as const satisfies Record<string, FindingRow>
