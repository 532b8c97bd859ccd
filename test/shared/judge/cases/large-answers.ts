import { check, control, sweep } from '../evidence.ts'
import { resolves } from '../name-pieces.ts'
import { opens, replies, secures } from '../path-pieces.ts'
import { type Case, spares, yields } from './case.ts'

const URL = 'https://app.example'
const A = '20.2.2.2'
const silent = { fails: 'generic_timeout_error', took: 5000 } as const

/** GET met silence, and HEAD did not: what GET would get, and the most that has come at once, in bytes. */
const head = (announced: number | null, arrived: number) =>
  replies(A, 0, { ...silent, shortAnswer: { status: 200, announced, arrived, ms: 12 } })
const asked = (request: ReturnType<typeof replies>) =>
  sweep([check(URL, {}, resolves([A]), opens(A), secures(A), request), control()])

/** Requests without an answer, beside HEAD. */
export const LARGE_ANSWER_CASES: readonly Case[] = [
  yields('path-mtu-black-hole', 'what fits into a packet arrives alone', asked(head(20_000, 900)), {
    severity: 'fail',
    says: ['announces 20000 bytes for GET', 'fragmentation needed'],
    never: ['ClientHello'],
    subject: 'app.example',
  }),
  yields('http-no-response', 'full packets have arrived', asked(head(20_000, 4100)), {
    severity: 'fail',
    says: ['holds or drops what is large', 'jumbo frames', '4100 have arrived at once'],
  }),
  yields('http-no-response', 'as much has arrived before', asked(head(1000, 900)), {
    severity: 'fail',
    says: ['hangs or waits on GET', 'no network change helps'],
    never: ['MTU', 'packets'],
  }),
  spares('path-mtu-black-hole', 'a mute server', asked(replies(A, 0, silent))),
  spares('path-mtu-black-hole', 'full packets have arrived', asked(head(20_000, 4100))),
  spares('http-no-response', 'large packets are lost', asked(head(20_000, 900))),
]
