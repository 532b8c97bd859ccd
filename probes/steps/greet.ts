import type { Socket } from 'node:net'
import type { GreetObservation } from '../../shared/model/greet-observation.ts'
import type { DatabaseProtocol } from '../../shared/model/scheme.ts'
import type { Certificates } from '../certificate.ts'
import type { StepContext } from '../context.ts'
import { Dialogue } from '../database/dialogue.ts'
import { speakMysql } from '../database/mysql.ts'
import { speakPostgresql } from '../database/postgresql.ts'
import type { Secured, Talk, Told } from '../database/talk.ts'
import { speakTds } from '../database/tds.ts'
import { inTime, release } from '../deadline.ts'
import { handshake } from './handshake.ts'

const SPEAK: Readonly<Record<DatabaseProtocol, (talk: Talk) => Promise<Told>>> = {
  tds: speakTds,
  postgresql: speakPostgresql,
  mysql: speakMysql,
}

type Context = StepContext & { readonly certificates: Certificates }

/**
 * Speaks a database protocol over an open socket as far as the server goes before credentials. An error of the server
 * is an answer, and no failure of the step. The certificate is kept and not judged: clients of databases verify it
 * only when told to. Ends with the socket released.
 */
export async function greet(
  ctx: Context,
  socket: Socket,
  to: {
    readonly protocol: DatabaseProtocol
    readonly address: string
    readonly port: number
    readonly host: string
    readonly ca: readonly string[]
    readonly attempt: number
  },
): Promise<GreetObservation> {
  const t0 = ctx.now()
  const within = untilEnd(ctx)
  const { protocol, address, port, attempt } = to
  const dialogue = new Dialogue(within, socket)
  let chain: readonly string[] = []
  let channel = socket
  const secure = async (): Promise<Secured> => {
    const how = { ...to, peer: 'target' as const, protocols: [] }
    const { seen, value } = await handshake(within, socket, how)
    chain = seen.chain
    if (value === null) return { dialogue: null, version: null, failure: seen.failure }
    channel = value
    return { dialogue: new Dialogue(within, value), version: seen.version, failure: null }
  }
  try {
    const told = await SPEAK[protocol]({ dialogue, secure })
    const t = ctx.now()
    if (told.failure === null) await part(within, channel)
    const phase = told.failure === null ? 'done' : dialogue.answered ? 'answered' : 'sent'
    const common = { step: 'greet', peer: 'target', attempt, t0, t } as const
    return { ...common, address, port, protocol, phase, chain: [...chain], ...told }
  } finally {
    await release(channel)
    await release(socket)
  }
}

/** For how long a server may take to close after us, in ms. */
const FAREWELL = 200

/** Ends in order: a reset would leave a line in the log of every server that is checked, each time. */
async function part(ctx: Context, channel: Socket): Promise<void> {
  const most = () => Math.min(FAREWELL, ctx.budget())
  await inTime<void>({ ...ctx, budget: most }, (done) => {
    channel.once('close', () => done())
    channel.resume()
    channel.end()
    if (channel.closed) done()
  })
}

/** Several waits share the time of one step. */
function untilEnd(ctx: Context): Context {
  const end = ctx.now() + ctx.budget()
  const budget = () => {
    const left = ctx.budget()
    // At least a moment: what ends then is the step, and not the target.
    return left <= 0 ? left : Math.max(1, Math.min(left, end - ctx.now()))
  }
  return { ...ctx, budget }
}
