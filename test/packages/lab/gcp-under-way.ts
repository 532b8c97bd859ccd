import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** A connection to port 443 that waits for its answer (state 2): https://docs.kernel.org/networking/proc_net_tcp.html */
const WAITING = /:01BB 02 /

/** Waits until a sweep is under way: in this network, the internet keeps it waiting. Throws after 5 s. */
export async function untilUnderWay(): Promise<void> {
  const end = performance.now() + 5_000
  while (!WAITING.test(readFileSync('/proc/net/tcp', 'utf8'))) {
    if (performance.now() > end) throw new Error('no sweep began within 5 s')
    await pause(5)
  }
}
