import type { Measured } from './figures.ts'

/** What a sweep tells: the CPU of judgement and report within it in ms, or null. */
export type Sweep = () => Promise<number | null>

/** CPU of this process so far, user and system, in ms. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Serves the parent: each message is a number of sweeps to take, each reply what they cost. */
export function serve(sweep: Sweep): void {
  process.on('message', (sweeps: number) => {
    measure(sweep, sweeps).then(
      (measured) => process.send?.(measured),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        process.exit(1)
      },
    )
  })
}

async function measure(sweep: Sweep, sweeps: number): Promise<Measured> {
  const walls: number[] = []
  let conclusion: number | null = null
  const before = ownCpu()
  for (let i = 0; i < sweeps; i++) {
    const began = performance.now()
    const concluded = await sweep()
    walls.push(performance.now() - began)
    if (concluded !== null) conclusion = (conclusion ?? 0) + concluded
  }
  return { cpu: ownCpu() - before, walls, conclusion }
}
