/** One parameter that the environment says, and the variables that say it. Never a secret: names and hosts only. */
export interface DerivedValue {
  readonly name: string
  readonly value: string | readonly string[]
  /** The name of the variable; several with commas. */
  readonly variable: string
}

/** A parameter whose value is the match of a pattern; none when the variable has no such value. */
export function matched(name: string, variable: string, value: string | null, form: RegExp) {
  return value !== null && form.test(value) ? [{ name, value, variable }] : []
}

/** A host name of at least two labels: what parameters take, and no port, user name or path with it. */
export const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/

/** The host of an https or http URL, lower case; null for anything else. */
export function hostOfUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return isWeb && url !== null && HOST.test(url.hostname) ? url.hostname : null
}

/** The parts `Key=value;` of a connection string, keys in lower case. A value may hold `=`. */
export function connectionParts(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((part) => {
      const at = part.indexOf('=')
      return at < 1 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]]
    }),
  )
}
