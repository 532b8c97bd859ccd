/** One target of the rig: a name with an address of its own (all of 127.0.0.0/8 is loopback on Linux). */
export interface BenchName {
  readonly label: string
  readonly host: string
  readonly address: string
}

export const ZONE = 'bench.test'
/** Where the addresses of the rig lie. Our side is told that it is private: loopback in DNS means a blocked name. */
export const RIG_RANGE = '127.77.0.0/16'
export const TLS_PORT = 8443
export const DNS_SERVER = '127.0.0.1:53'

export function benchNames(count: number): readonly BenchName[] {
  return Array.from({ length: count }, (_, i) => {
    const label = `t${String(i + 1).padStart(3, '0')}`
    const address = `127.77.${Math.floor(i / 250)}.${(i % 250) + 1}`
    return { label, host: `${label}.${ZONE}`, address }
  })
}
