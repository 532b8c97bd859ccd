import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { HOLD, type PretendNetwork } from './network.ts'
import type { Program, Running } from './program.ts'

export const MOMENTS = ['start', 'sweep', 'commit'] as const
export type Moment = (typeof MOMENTS)[number]

/** How long a life of this program takes until it sweeps, and from its last answer until the report is kept, in ms. */
export interface Spans {
  start: number
  commit: number
}

/** A moment may come later than in the lives that were measured. */
const LATER = 1.2
/** The most sweeps before the one that is killed. */
const BEFORE = 2
/** Nothing that lives is silent for so long, in ms. */
const SILENT = 60_000

/** Lets one life begin, measures it, and ends it in order. Throws where it does not end so. */
export async function calmLife(program: Program, network: PretendNetwork, sweeps: number) {
  const began = performance.now()
  const asked = once(network.events, 'asked').then(() => performance.now())
  const answered = once(network.events, 'answered').then(() => performance.now())
  const running = await program.start()
  await within(running, running.done(1))
  const kept = performance.now()
  await within(running, running.done(program.sweeps ?? sweeps))
  if (program.sweeps === null) running.end()
  const status = await within(running, running.ended)
  if (status === null || status > 1) {
    throw new Error(`A calm life ended with status ${status}:\n${running.output()}`)
  }
  return { told: running.told, start: (await asked) - began, commit: kept - (await answered) }
}

/** One life, killed at a moment of its own. Gives what it told, and whether it was killed: it may have ended before. */
export async function killedLife(
  program: Program,
  network: PretendNetwork,
  {
    moment,
    spans,
    random,
  }: { readonly moment: Moment; readonly spans: Spans; readonly random: () => number },
) {
  const starting = program.start()
  const before = program.sweeps === null ? Math.floor(random() * (BEFORE + 1)) : 0
  const share = random()
  const event = moment === 'commit' ? 'answered' : 'asked'
  const reached = moment === 'start' ? Promise.resolve() : after(network, event, before + 1)
  const running = await starting
  await within(running, Promise.race([reached, running.ended]))
  const span = { ...spans, sweep: HOLD }[moment]
  await pause(share * span * (moment === 'sweep' ? 1 : LATER))
  running.kill()
  const status = await running.ended
  return { told: running.told, killed: status === null }
}

async function after(
  { events }: PretendNetwork,
  event: 'asked' | 'answered',
  count: number,
): Promise<void> {
  for (let n = 0; n < count; n++) await once(events, event)
}

/** Throws, and kills, where nothing comes. */
async function within<T>(running: Running, awaited: Promise<T>): Promise<T> {
  const late = new AbortController()
  const silence = pause(SILENT, 'silent' as const, { signal: late.signal }).catch(
    () => 'silent' as const,
  )
  try {
    const first = await Promise.race([awaited.then((value) => ({ value })), silence])
    if (first !== 'silent') return first.value
    running.kill()
    throw new Error(`Nothing came for ${SILENT / 1000} s:\n${running.output()}`)
  } finally {
    late.abort()
  }
}
