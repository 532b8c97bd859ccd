import {
  HIDDEN,
  type KeyPath,
  keyText,
  type Origin,
  type Problem,
  quoteValue,
} from '../document/problem.ts'
import { withoutCredentials } from '../document/url-credential.ts'
import { configFrom } from './load.ts'
import type { CatalogEntry, TargetEntry } from './schema.ts'

export interface AdHocFlags {
  readonly catalog: readonly string[]
  /** `key=value`; lists with commas. For every catalog. */
  readonly with: readonly string[]
  readonly urls: readonly string[]
  /** `key=value`, dotted keys. For every URL; for the catalogs when there is no URL. */
  readonly expect: readonly string[]
}

export interface AdHoc {
  readonly catalogs: readonly CatalogEntry[]
  readonly targets: readonly TargetEntry[]
  readonly problems: readonly Problem[]
}

/** The targets and catalogs of a call without a file, checked by the same schema. */
export function adHoc(flags: AdHocFlags): AdHoc {
  const origin = flagOrigin(flags)
  const parameters = pairs(flags.with, '--with')
  const expected = pairs(flags.expect, '--expect')
  const malformed = [...parameters.problems, ...expected.problems]
  const expect = expectFromPairs(expected.pairs)
  const data = {
    catalogs: flags.catalog.map((use) => ({
      use,
      with: Object.fromEntries(parameters.pairs),
      ...(flags.urls.length === 0 && { expect }),
    })),
    targets: flags.urls.map((url) => ({ name: withoutCredentials(url), url, expect })),
  }
  const { config, problems } = configFrom(data, origin)
  const all = unique([...malformed, ...problems])
  if (config === null || all.length > 0) return { catalogs: [], targets: [], problems: all }
  return { catalogs: config.catalogs, targets: config.targets, problems: [] }
}

/** Places of flags: `--expect http.status` instead of a line. */
function flagOrigin(flags: AdHocFlags): Origin {
  return {
    position: (path, key) => ({
      file: 'command line',
      line: 0,
      column: 0,
      key: flagOf(key === undefined ? path : [...path, key], flags),
    }),
    quote: (_, value, secret) => (secret ? HIDDEN : quoteValue(value)),
    variables: () => [],
  }
}

function flagOf(path: KeyPath, flags: AdHocFlags): string {
  const [list, , field = '', ...rest] = path
  if (field === 'with' || field === 'expect') return `--${field} ${keyText(rest)}`.trim()
  if (list === 'catalogs') return '--catalog'
  return flags.urls.length > 0 ? '--url' : '--catalog'
}

function pairs(
  texts: readonly string[],
  flag: string,
): { readonly pairs: readonly [string, string][]; readonly problems: readonly Problem[] } {
  const split = texts.map((text) => /^([^=]+)=(.*)$/s.exec(text))
  const position = { file: 'command line', line: 0, column: 0, key: flag }
  const problems = texts
    .filter((_, i) => split[i] === null)
    .map((text) => ({
      ...position,
      message: `${quoteValue(text)} is not key=value`,
      remedy: `Write ${flag} key=value; a list takes commas`,
    }))
  const found = split.flatMap((m) =>
    m === null ? [] : [[m[1] ?? '', m[2] ?? ''] as [string, string]],
  )
  return { pairs: found, problems }
}

const LISTS: readonly string[] = ['addresses', 'egress', 'http.status', 'tls.issuer']
/** Lists of texts that hold commas: one item each time that the key is given. */
const ONE_EACH: readonly string[] = ['records']
const NUMBERS: readonly string[] = ['http.status', 'tls.expiresInDays']

/** `http.status=200,401` becomes { http: { status: [200, 401] } }; a header's name may hold dots. */
function expectFromPairs(given: readonly [string, string][]): Record<string, unknown> {
  const expect: Record<string, unknown> = {}
  for (const [key, text] of given) {
    const header = /^http\.headers\.(.+)$/.exec(key)?.[1]
    const path = header === undefined ? key.split('.') : ['http', 'headers', header]
    put(expect, path, valueOfFlag(key, text))
  }
  return expect
}

function valueOfFlag(key: string, text: string): unknown {
  const scalar = (part: string) =>
    NUMBERS.includes(key) && /^\d+$/.test(part) ? Number(part) : part
  if (ONE_EACH.includes(key)) return [text]
  return LISTS.includes(key) ? text.split(',').map((part) => scalar(part.trim())) : scalar(text)
}

/** A list that is given twice grows. */
function put(into: Record<string, unknown>, [key = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    const before = Object.hasOwn(into, key) ? into[key] : undefined
    define(into, key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value)
    return
  }
  const inner = Object.hasOwn(into, key) ? into[key] : undefined
  const next = typeof inner === 'object' && inner !== null ? inner : {}
  define(into, key, next)
  put(next as Record<string, unknown>, rest, value)
}

/** As an own property, whatever the key is called. */
function define(into: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(into, key, { value, enumerable: true, writable: true, configurable: true })
}

/** One mistake in a flag shows once, though it stands on every URL. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    (p, i) => problems.findIndex((q) => q.key === p.key && q.message === p.message) === i,
  )
}
