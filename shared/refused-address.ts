/**
 * A check that somebody asked for led to where it must not: the host itself, a metadata server, the platform. It is
 * no observation and no finding, and nothing of it is stored.
 */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'

  /** `what` is the address or name; `because` says what it is. */
  constructor(what: string, because: string) {
    super(`${what} is not checked on demand: ${because}`)
  }
}
