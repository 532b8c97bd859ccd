import { parseIp } from './ip.ts'

/** The subnet that an address most likely lies in, where nobody says its true length. */
export function likelySubnet(address: string): string {
  const ip = parseIp(address)
  if (ip === null) return address
  if (ip.family === 4) return `${ip.bytes.slice(0, 3).join('.')}.0/24`
  const groups = Array.from({ length: 4 }, (_, i) =>
    (((ip.bytes[2 * i] ?? 0) << 8) | (ip.bytes[2 * i + 1] ?? 0)).toString(16),
  )
  return `${groups.join(':')}::/64`
}
