import { setTimeout as sleep } from 'node:timers/promises'
import { runInside, type Session } from '../session.ts'

/** Waits until somebody listens on a TCP port of a namespace. Throws after ten seconds. */
export async function untilListening(session: Session, place: string, port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const sockets = await runInside(session, place, ['ss', '-Hltn', `sport = :${port}`])
    if (sockets.trim() !== '') return
    await sleep(100)
  }
  throw new Error(`Nobody listens on port ${port} in ${place} after 10 s; see ${session.folder}`)
}
