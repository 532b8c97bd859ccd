import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** A corrupted or hostile row must not fill the memory: no report of 100,000 targets is as large. */
const MAX_BYTES = 512 * 1024 * 1024

/** Measured on sweeps of 500 targets: above it, twice the CPU for a few percent. */
const LEVEL = 6

/** The text that `pack` would make of a value, for use as the base of others. */
export function packable(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

/**
 * JSON under zstd. `base` is the text of an earlier report of the same vantage: what both have in common (targets,
 * expectations, the evidence of what keeps failing) costs next to nothing.
 */
export function pack(text: Uint8Array, base: Uint8Array | null): Uint8Array {
  return zstdCompressSync(text, {
    params: {
      [constants.ZSTD_c_compressionLevel]: LEVEL,
      [constants.ZSTD_c_checksumFlag]: 1,
    },
    ...(base && { dictionary: base }),
  })
}

/** Throws when the bytes are damaged, or packed on another base: the frame carries a checksum. */
export function unpack(bytes: Uint8Array, base: Uint8Array | null): Uint8Array {
  return zstdDecompressSync(bytes, {
    maxOutputLength: MAX_BYTES,
    ...(base && { dictionary: base }),
  })
}

/** The value of a text. Throws when it is no JSON. */
export function parsed(text: Uint8Array): unknown {
  return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'))
}
