/**
 * Lines of clients that try the addresses of a name one after another: curl, wget, ssh, telnet and nc. The first ones
 * may fail while all is well, as those of IPv6 do on a network without it.
 */
const TRY =
  /^(?:\* {1,4}(?:Trying |connect to |Immediate connect fail|IPv[46]: |Could not connect|Host \S{1,260} was resolved)|Connecting to [^\n]*\bfailed: |debug1: (?:Connecting to|connect to address) |ssh: connect to host |Trying |telnet: connect to address |nc: connect to )/
/** What they write of the address that took the connection. */
const CONNECTED =
  /^(?:\* {1,4}Connected to |Connecting to [^\n]*\bconnected\.|debug1: Connection established\.|Connected to |Connection to [^\n]* succeeded!)/

/** A text without the tries that came to nothing before the same client connected. */
export function withoutFailedTries(text: string): string {
  if (!/connected|established|succeeded!/i.test(text)) return text
  const kept: string[] = []
  let tries = 0
  for (const line of text.split('\n')) {
    if (CONNECTED.test(line)) kept.length -= tries
    kept.push(line)
    tries = TRY.test(line) ? tries + 1 : 0
  }
  return kept.join('\n')
}
