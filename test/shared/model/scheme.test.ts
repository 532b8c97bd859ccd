import { expect, test } from 'vitest'
import { SCHEMES } from '../../../shared/model/scheme.ts'

test('each scheme has the port that its clients take without one', () => {
  const ports = Object.fromEntries(Object.entries(SCHEMES).map(([name, { port }]) => [name, port]))
  expect(ports).toEqual({
    ...{ https: 443, http: 80, wss: 443, ws: 80, grpcs: 443, grpc: null },
    ...{ tls: null, tcp: null, smtp: 587, imap: 143 },
    ...{ sqlserver: 1433, postgres: 5432, mysql: 3306 },
    ...{ udp: null, ntp: 123, dns: 53, records: 53 },
  })
})
