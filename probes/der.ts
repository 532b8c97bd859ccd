/** One element of DER (X.690): its tag octet, and what it holds. */
export interface Element {
  readonly tag: number
  readonly content: Buffer
}

/** The elements in `bytes`, one after the other. Throws RangeError where they are not well formed. */
export function elements(bytes: Buffer): Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const { length, begin } = lengthAt(bytes, at + 1)
    const end = begin + length
    if (end > bytes.length) throw new RangeError('An element of DER ends beyond its container')
    found.push({ tag: bytes.readUInt8(at), content: bytes.subarray(begin, end) })
    at = end
  }
  return found
}

/** Certificates are far below 16 MB, and so three octets of length are enough. */
function lengthAt(bytes: Buffer, at: number): { length: number; begin: number } {
  const first = bytes.readUInt8(at)
  if (first < 0x80) return { length: first, begin: at + 1 }
  const octets = first & 0x7f
  if (octets === 0 || octets > 3) throw new RangeError('A length of DER cannot be read')
  return { length: bytes.readUIntBE(at + 1, octets), begin: at + 1 + octets }
}

/** An object identifier in dotted form: `2.5.29.17`. */
export function dotted(content: Buffer): string {
  const parts: number[] = []
  let value = 0
  for (const octet of content) {
    value = value * 128 + (octet & 0x7f)
    if (octet < 0x80) {
      parts.push(value)
      value = 0
    }
  }
  const [first = 0, ...rest] = parts
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}

/** The numbers of the bits that are set in a BIT STRING, from the first. */
export function setBits(content: Buffer): number[] {
  return [...content.subarray(1)].flatMap((octet, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => octet & (0x80 >> bit)).map((bit) => at * 8 + bit),
  )
}
