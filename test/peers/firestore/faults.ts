import { WIRE_FAULTS, type WireFault } from './faulty-proxy.ts'

/** Of a request in tests where some hang, in ms. A slow machine exceeds it now and then: one more fault. */
export const DEADLINE = 150

const FAULTY = 0.3

/** Faults of every kind in 30 % of requests. */
export function faults(random: () => number): () => WireFault | null {
  return () => {
    if (random() >= FAULTY) return null
    return WIRE_FAULTS[Math.floor(random() * WIRE_FAULTS.length)] ?? null
  }
}
