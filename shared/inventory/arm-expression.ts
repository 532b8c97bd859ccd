/**
 * The little of the language of ARM templates that names of resources are made with
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions). What only a deployment
 * knows, such as uniqueString or the location of the resource group, is null, and so is all that is made of it.
 */
export type Settled =
  | string
  | number
  | readonly unknown[]
  | Readonly<Record<string, unknown>>
  | null

/** Where names in a template lead. */
export interface Scope {
  readonly parameter: (name: string) => Settled
  readonly variable: (name: string) => Settled
}

/** Text as it stands, or the value of `[expression]`; null where the file does not settle it. */
export function settled(text: string, scope: Scope): Settled {
  if (!text.startsWith('[') || text.startsWith('[[') || !text.endsWith(']')) return text
  const tokens = text.slice(1, -1).match(TOKEN) ?? []
  const reading = { tokens, at: 0, scope, depth: 0 }
  const value = term(reading)
  return reading.at === tokens.length ? value : null
}

const TOKEN = /'(?:[^']|'')*'|-?\d+|[A-Za-z_]\w*|[(),.[\]]/g
const DEEPEST = 50

interface Reading {
  readonly tokens: readonly string[]
  at: number
  readonly scope: Scope
  depth: number
}

function term(reading: Reading): Settled {
  const token = reading.tokens[reading.at++] ?? ''
  reading.depth++
  if (reading.depth > DEEPEST) return null
  const begun = token.startsWith("'")
    ? token.slice(1, -1).replaceAll("''", "'")
    : named(token, reading)
  reading.depth--
  return members(begun, reading)
}

function named(token: string, reading: Reading): Settled {
  if (/^-?\d+$/.test(token)) return Number(token)
  if (reading.tokens[reading.at] !== '(') return null
  reading.at++
  return call(token.toLowerCase(), argumentsOf(reading), reading.scope)
}

function argumentsOf(reading: Reading): readonly Settled[] {
  const given: Settled[] = []
  while (reading.at < reading.tokens.length && reading.tokens[reading.at] !== ')') {
    given.push(term(reading))
    if (reading.tokens[reading.at] === ',') reading.at++
  }
  reading.at++
  return given
}

/** `.name` and `['name']` behind a value. */
function members(begun: Settled, reading: Reading): Settled {
  let value = begun
  while (reading.tokens[reading.at] === '.' || reading.tokens[reading.at] === '[') {
    const isIndex = reading.tokens[reading.at++] === '['
    const key = isIndex ? term(reading) : (reading.tokens[reading.at++] ?? '')
    if (isIndex) reading.at++
    value = memberOf(value, key)
  }
  return value
}

function memberOf(value: Settled, key: Settled): Settled {
  if (typeof value !== 'object' || value === null || key === null) return null
  const name = String(key)
  return Object.hasOwn(value, name) ? ((value as Record<string, Settled>)[name] ?? null) : null
}

function call(name: string, given: readonly Settled[], scope: Scope): Settled {
  if (name === 'parameters') return scope.parameter(String(given[0]))
  if (name === 'variables') return scope.variable(String(given[0]))
  const made = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  return made === undefined || given.some((one) => one === null) ? null : made(given)
}

const FUNCTIONS: Readonly<Record<string, (given: readonly Settled[]) => Settled>> = {
  concat: (given) => given.map(String).join(''),
  format: ([pattern, ...rest]) =>
    String(pattern).replace(/\{(\d+)(?::[^}]*)?\}/g, (_, i) => String(rest[Number(i)] ?? '')),
  tolower: ([text]) => String(text).toLowerCase(),
  toupper: ([text]) => String(text).toUpperCase(),
  string: ([text]) => String(text),
  replace: ([text, old, fresh]) => String(text).replaceAll(String(old), String(fresh)),
  resourceid: (given) => resourceId(given.map(String)),
}

/** The end of the id, which names the resource: `/providers/TYPE/NAME`. */
function resourceId(parts: readonly string[]): string | null {
  const at = parts.findIndex((part) => part.includes('/'))
  const [provider = '', ...kinds] = (parts[at] ?? '').split('/')
  if (at < 0) return null
  const names = parts.slice(at + 1)
  return `/providers/${provider}${kinds.map((kind, i) => `/${kind}/${names[i] ?? ''}`).join('')}`
}
