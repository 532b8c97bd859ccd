import type { FailureCode } from '../../../shared/failure/table.ts'
import { SYSTEM } from './name-pieces.ts'
import { common, type How, type Piece } from './piece.ts'

const RCODES: Partial<Record<FailureCode, string>> = {
  dns_nxdomain_error: 'NXDOMAIN',
  dns_no_answer: 'NOERROR',
  dns_servfail_error: 'SERVFAIL',
  dns_refused_error: 'REFUSED',
}

interface Asked extends How {
  readonly server?: string
  readonly aliases?: readonly string[]
  readonly omitted?: number
  readonly zone?: string
  readonly over?: 'udp' | 'tcp'
}

/** What one server said to the question for the records of the target. */
export function answers(records: readonly string[], how: Asked = {}): Piece {
  return ({ host, record, server }) => ({
    o: {
      step: 'query',
      ...common(how),
      name: host,
      type: record ?? 'MX',
      server: how.server ?? server ?? SYSTEM,
      transport: how.over ?? 'udp',
      rcode: how.fails === undefined ? 'NOERROR' : (RCODES[how.fails] ?? null),
      aliases: [...(how.aliases ?? [])],
      records: records.map((data) => ({ data, ttl: 60 })),
      ...(how.omitted !== undefined && { omitted: how.omitted }),
      zone: how.zone ?? null,
    },
  })
}
