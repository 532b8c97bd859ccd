import type { Environment } from '../document/environment.ts'
import type { KeyPath } from '../document/problem.ts'
import type { Sent } from '../model/target.ts'
import type { TargetEntry } from './schema.ts'

type RequestEntry = Pick<TargetEntry, 'method' | 'headers' | 'body' | 'auth' | 'origin'>

/** Headers whose whole purpose is a credential, wherever the value comes from. */
const CREDENTIAL = /^(authorization|cookie)$|(^|-)(key|token|secret|password)$/

/**
 * What the request of a target carries besides its URL; null: nothing. Secret is what the environment puts in, what
 * stands in a header for credentials, and a password.
 */
export function sentBy(entry: RequestEntry, env: Environment): Sent | null {
  const { auth, body = null } = entry
  const own = Object.entries(entry.headers ?? {}).map(([name, value]) => {
    return [name.toLowerCase(), value] as const
  })
  const basic = auth?.basic === undefined ? [] : [['authorization', basicOf(auth.basic)] as const]
  if (entry.method === undefined && own.length === 0 && basic.length === 0 && body === null)
    return null
  const literal = own.filter(([name]) => CREDENTIAL.test(name)).flatMap(([, v]) => credential(v))
  return {
    method: entry.method ?? (body === null ? 'GET' : 'POST'),
    headers: Object.fromEntries([...own, ...basic]),
    body,
    secrets: [...new Set([...fromEnvironment(entry, env), ...literal, ...secretsOf(auth?.basic)])],
  }
}

/** Secrets of a target that stand in the file itself, by their path in the entry. */
export function literalSecrets({
  headers,
  auth,
  clientCertificate,
  origin,
}: TargetEntry): readonly KeyPath[] {
  const names = Object.keys(headers ?? {}).filter((name) => CREDENTIAL.test(name.toLowerCase()))
  const paths: KeyPath[] = names.map((name) => ['headers', name])
  if (auth?.basic !== undefined) paths.push(['auth', 'basic', 'password'])
  if (clientCertificate?.passphrase !== undefined) paths.push(['clientCertificate', 'passphrase'])
  return paths.filter((path) => origin.variables(path).length === 0)
}

type Basic = NonNullable<NonNullable<RequestEntry['auth']>['basic']>

/** RFC 7617, 2: in UTF-8, as browsers and curl send it. */
function basicOf({ user, password }: Basic): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
}

function secretsOf(basic: Basic | undefined): readonly string[] {
  if (basic === undefined) return []
  return [basicOf(basic).slice('Basic '.length), `${basic.user}:${basic.password}`, basic.password]
}

/** With and without the scheme before it (`Bearer …`). */
function credential(value: string): readonly string[] {
  const [, bare] = /^\S+ +(\S.*)$/.exec(value) ?? []
  return bare === undefined ? [value] : [value, bare]
}

function fromEnvironment(entry: RequestEntry, env: Environment): readonly string[] {
  const paths = [['body'], ...Object.keys(entry.headers ?? {}).map((name) => ['headers', name])]
  return paths.flatMap((path) => entry.origin.variables(path)).flatMap((name) => env[name] ?? [])
}
