import type { LookupFunction } from 'node:net'
import { Agent, ProxyAgent } from 'undici'
import { describe, expect, test } from 'vitest'
import { StoreError } from '../../../shared/ports/store-error.ts'
import { connectFirestore } from '../../../stores/firestore/connect.ts'
import { pauseAfter } from '../../../stores/firestore/service.ts'
import type { Rows, Write } from '../../../stores/rows/port.ts'
import { PATIENT } from '../../fixtures/context.ts'
import { httpServer, type Respond, respond, respondNothing } from '../../fixtures/http-server.ts'
import { closedPort, reset, type TestServer, tcpServer } from '../../fixtures/tcp-server.ts'

const P = 'v.prod'
/** No pause before another try. */
const random = () => 0
/** A name that only the tests' own look-up sees. */
const EMULATOR = { FIRESTORE_EMULATOR_HOST: 'firestore.invalid:1' }
const PUT: Write = { kind: 'put', key: 'a', cells: { n: 1 } }
const CREATE: Write = { ...PUT, kind: 'create' }
const REPLACE: Write = { ...PUT, kind: 'replace', version: '2026-11-22T00:00:00.000001Z' }
const DELETE: Write = { kind: 'delete', key: 'a' }

/** Of the errors that Firestore answers with: https://cloud.google.com/apis/design/errors */
function googleError(code: number, status: string, message: string, details?: unknown): Respond {
  const error = { code, status, message, ...(details !== undefined && { details: [details] }) }
  return respond(code, { body: JSON.stringify({ error }) })
}

function rowsAt({ address, port }: { address: string; port: number }, deadline = PATIENT) {
  const env = { FIRESTORE_EMULATOR_HOST: `${address}:${port}` }
  return connectFirestore({ project: 'contoso', database: 'probe' }, { env, deadline, random })
}

interface Answering extends TestServer {
  /** How many requests came. */
  readonly asked: () => number
}

/** Answers as told, one after the other, and then like the last. */
async function answering(...answers: Respond[]): Promise<Answering> {
  let asked = 0
  const server = await httpServer((socket, head) => {
    const answer = answers[Math.min(asked++, answers.length - 1)]
    answer?.(socket, head)
  })
  return { ...server, asked: () => asked }
}

const DENIED = 'Missing or insufficient permissions.'
const PERIMETER =
  "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: Kx3_a-7"
const FOUND = respond(200, {
  body: JSON.stringify([{ missing: 'x', readTime: '2026-11-22T00:00:00Z' }]),
})

describe('what Firestore refuses', () => {
  const refusals: readonly [string, Respond, StoreError['problem'], RegExp][] = [
    [
      'a token',
      googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
      'unreachable',
      /does not accept the token .*; check the credentials/,
    ],
    [
      'an identity',
      googleError(403, 'PERMISSION_DENIED', DENIED),
      'unreachable',
      /may not use it .*; grant it the role roles\/datastore\.user on project contoso/,
    ],
    [
      'a perimeter',
      googleError(403, 'PERMISSION_DENIED', PERIMETER, {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SECURITY_POLICY_VIOLATED',
        metadata: { uid: 'Kx3_a-7', service: 'firestore.googleapis.com' },
      }),
      'unreachable',
      /a VPC Service Controls perimeter denies it .*vpcServiceControlsUniqueIdentifier: Kx3_a-7.*; give the unique id/,
    ],
    [
      'an API that is not enabled',
      googleError(403, 'PERMISSION_DENIED', 'Cloud Firestore API has not been used', {
        reason: 'SERVICE_DISABLED',
      }),
      'unreachable',
      /API is disabled .*; enable it: gcloud services enable firestore\.googleapis\.com --project=contoso/,
    ],
    [
      'a database that is missing',
      googleError(404, 'NOT_FOUND', 'The database probe does not exist for project contoso'),
      'unreachable',
      /no such database .*; make it: gcloud firestore databases create --project=contoso --database='probe'/,
    ],
    [
      'a database in Datastore mode',
      googleError(
        400,
        'FAILED_PRECONDITION',
        'The Cloud Firestore API is not available for Firestore in Datastore Mode database projects/contoso/databases/probe.',
      ),
      'not-a-store',
      /Datastore mode .*; name a database in native mode/,
    ],
    [
      'more than a quota allows',
      googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.'),
      'busy',
      /quota or a limit is used up \(RESOURCE_EXHAUSTED: Quota exceeded\.\); compare/,
    ],
    [
      'a request that it does not understand',
      googleError(400, 'INVALID_ARGUMENT', 'Invalid resource field value in the request.'),
      'unknown',
      /does not understand .*; check project, database and collection/,
    ],
    [
      'for a fault of its own',
      googleError(500, 'INTERNAL', 'Internal\nerror'),
      'unreachable',
      /fault of its own \(INTERNAL: Internal error\); try again later/,
    ],
    [
      'in the middle of a stream',
      respond(200, {
        body: JSON.stringify([
          { document: {} },
          { error: { code: 503, status: 'UNAVAILABLE', message: 'The service is unavailable.' } },
        ]),
      }),
      'unreachable',
      /fault of its own \(UNAVAILABLE/,
    ],
    [
      'by the page of a firewall',
      respond(470, { body: '<h1>Access Denied</h1>' }),
      'unreachable',
      /something other than Firestore answered \(HTTP status 470\); allow firestore\.googleapis\.com/,
    ],
    [
      'by a page that looks like success',
      respond(200, { body: '<h1>Sign in to continue</h1>' }),
      'unreachable',
      /something other than Firestore answered \(HTTP status 200\)/,
    ],
  ]

  test.for(refusals)('%s: what, where, what to do', async ([, answer, problem, says]) => {
    await using server = await answering(answer)
    const rows = rowsAt(server)
    const calls = [
      ['read from', () => rows.get(P, 'a')],
      ['read from', () => rows.list(P, { from: '', to: '~', limit: 9 })],
      ['write to', () => rows.commit(P, [PUT])],
    ] as const
    for (const [action, call] of calls) {
      const error = await call().catch((e: unknown) => e)
      expect(error).toBeInstanceOf(StoreError)
      expect(error).toMatchObject({ problem, message: expect.stringMatching(says) })
      expect(String(error)).toContain(
        `Cannot ${action} the Firestore database probe of project contoso: `,
      )
    }
    await rows.close()
  })
})

describe('a commit', () => {
  const said: readonly [string, Respond, Write, 'conflict' | 'thrown'][] = [
    ['exists', googleError(409, 'ALREADY_EXISTS', 'exists'), CREATE, 'conflict'],
    ['is of another version', googleError(400, 'FAILED_PRECONDITION', 'x'), REPLACE, 'conflict'],
    ['is gone', googleError(404, 'NOT_FOUND', 'no document to update'), DELETE, 'conflict'],
    ['has no database', googleError(404, 'NOT_FOUND', 'no database'), CREATE, 'thrown'],
    ['has no key', googleError(400, 'FAILED_PRECONDITION', 'key disabled'), PUT, 'thrown'],
    ['is answered by a proxy', respond(409, { body: 'conflict' }), CREATE, 'thrown'],
  ]

  test.for(said)('of what %s', async ([, answer, write, expected]) => {
    await using server = await answering(answer)
    const rows = rowsAt(server)
    expect(await rows.commit(P, [write]).catch(() => 'thrown')).toBe(expected)
    expect(server.asked()).toBe(1)
    await rows.close()
  })
})

describe('tries', () => {
  const tries: readonly [string, Respond, { reads: number; commits: number }][] = [
    ['a fault', googleError(503, 'UNAVAILABLE', 'try again'), { reads: 3, commits: 1 }],
    ['an answer that is cut', (socket) => socket.resetAndDestroy(), { reads: 3, commits: 1 }],
    ['contention', googleError(409, 'ABORTED', 'too much contention'), { reads: 3, commits: 3 }],
    ['a quota', googleError(429, 'RESOURCE_EXHAUSTED', 'quota'), { reads: 3, commits: 3 }],
    ['a refusal', googleError(403, 'PERMISSION_DENIED', DENIED), { reads: 1, commits: 1 }],
  ]

  test.for(tries)('after %s: never again what may have been done', async ([, answer, expected]) => {
    await using forReads = await answering(answer)
    await using forCommits = await answering(answer)
    const [reader, writer] = [rowsAt(forReads), rowsAt(forCommits)]
    await expect(reader.get(P, 'a')).rejects.toThrow(StoreError)
    await expect(writer.commit(P, [PUT])).rejects.toThrow(StoreError)
    expect({ reads: forReads.asked(), commits: forCommits.asked() }).toEqual(expected)
    await reader.close()
    await writer.close()
  })

  test('a read succeeds when a later try does', async () => {
    const fault = googleError(500, 'INTERNAL', 'x')
    await using server = await answering(fault, fault, FOUND)
    const rows = rowsAt(server)
    expect(await rows.get(P, 'a')).toBeNull()
    await rows.close()
  })
})

describe('a service out of reach', () => {
  test('is told by its deadline when it is mute', async () => {
    await using server = await httpServer(respondNothing)
    const rows = rowsAt(server, 150)
    await refused(rows, /: no answer within 150 ms; check the route/)
    await rows.close()
  })

  test('is told when nothing listens', async () => {
    const rows = rowsAt({ address: '127.0.0.1', port: await closedPort() })
    await refused(rows, /: it cannot be connected to \(ECONNREFUSED\); check the route/)
    await rows.close()
  })

  test('is told when every connection is reset', async () => {
    await using server = await tcpServer(reset)
    const rows = rowsAt(server)
    await refused(rows, /: the connection was cut \(\w+\); check the firewall/)
    await rows.close()
  })

  const odd = ['null', '{}', '[null]', '"welcome"', '7']
  test.for(odd)('is told when something else answers with status 200 and %s', async (body) => {
    await using server = await httpServer(respond(200, { body }))
    const rows = rowsAt(server)
    await refused(rows, /: something other than Firestore answered \(HTTP status 200\); allow/)
    await rows.close()
  })

  test('is told when the proxy refuses', async () => {
    await using proxy = await httpServer(respond(403, { body: 'denied' }))
    const dispatcher = new ProxyAgent(`http://127.0.0.1:${proxy.port}`)
    const endpoint = 'https://firestore.invalid'
    const env = { FIRESTORE_EMULATOR_HOST: 'x' }
    const options = { env, endpoint, dispatcher, random }
    const rows = connectFirestore({ project: 'contoso' }, options)
    await refused(rows, /: the proxy does not let it through \(HTTP status 403\); allow firestore/)
    await dispatcher.destroy()
  })

  test('is told when its name does not resolve', async () => {
    const nowhere: LookupFunction = (name, _, done) => {
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), [])
    }
    const dispatcher = new Agent({ connect: { lookup: nowhere } })
    const rows = connectFirestore({ project: 'contoso' }, { env: EMULATOR, dispatcher, random })
    await refused(rows, /: its name does not resolve \(ENOTFOUND\); check DNS/)
    await rows.close()
    // It is the caller's.
    expect(dispatcher.destroyed).toBe(false)
    await dispatcher.destroy()
  })
})

async function refused(rows: Rows, message: RegExp): Promise<void> {
  for (const call of [() => rows.get(P, 'a'), () => rows.commit(P, [PUT])]) {
    await expect(call()).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'unreachable',
      message: expect.stringMatching(message),
    })
  }
}

test('between tries there is more and more time, of which a random part is waited', () => {
  const half = () => 0.5
  expect([1, 2, 3].map((tried) => pauseAfter(tried, half))).toEqual([100, 200, 400])
  expect(pauseAfter(2, random)).toBe(0)
})
