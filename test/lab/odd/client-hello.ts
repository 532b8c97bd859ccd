const HANDSHAKE = 22
const RECORD_HEADER = 5
const SERVER_NAME = 0

/** The handshake message of a ClientHello, put together from its records; null while some of it is still to come. */
function helloMessage(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = []
  let at = 0
  while (at + RECORD_HEADER <= bytes.length && bytes[at] === HANDSHAKE) {
    const length = bytes.readUInt16BE(at + 3)
    parts.push(bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length))
    at += RECORD_HEADER + length
  }
  const message = Buffer.concat(parts)
  return message.length >= 4 && message.length >= 4 + message.readUIntBE(1, 3) ? message : null
}

/**
 * The server name of a ClientHello (RFC 8446, 4.1.2; RFC 6066, 3). null: more bytes are needed; '': it has none, or
 * these are not the bytes of a ClientHello.
 */
export function serverName(bytes: Buffer): string | null {
  if (bytes.length > 0 && bytes[0] !== HANDSHAKE) return ''
  const message = helloMessage(bytes)
  if (message === null) return null
  // Past the header (4), version (2) and random (32) to session id, cipher suites and compression methods.
  let at = 38
  at += 1 + message.readUInt8(at)
  at += 2 + message.readUInt16BE(at)
  at += 1 + message.readUInt8(at)
  const end = at + 2 + message.readUInt16BE(at)
  at += 2
  while (at + 4 <= end) {
    const type = message.readUInt16BE(at)
    const length = message.readUInt16BE(at + 2)
    // In the extension: list length (2), name type (1), name length (2), the name.
    if (type === SERVER_NAME) return message.toString('latin1', at + 9, at + 4 + length)
    at += 4 + length
  }
  return ''
}
