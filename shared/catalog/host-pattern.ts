import type { Catalog } from './catalog.ts'

/** Which hosts a row of a catalog is about. */
export interface HostPattern {
  /** One host as it stands, one with free labels, or the wildcard that the row's source lists. */
  readonly kind: 'exact' | 'pattern' | 'wildcard'
  /** The host, or the pattern with `*` for what is free. */
  readonly text: string
  /** Null for one exact host. The group `item`, where there is one, is the item of a row for each. */
  readonly test: RegExp | null
  /** Letters that are fixed: of two patterns that match, the one with more says more. */
  readonly fixed: number
}

/** What a placeholder may refer to. */
type Names = Pick<Catalog, 'parameters' | 'lookups'>

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)(?::(label|rest))?\}/g
/** A free label while a host is put together; no host holds angle brackets. */
const FREE = /<([A-Za-z0-9]*)>/g
const SPECIAL = /[.*+?^${}()|[\]\\]/g
/** A pattern that takes one of these takes any host. */
const NOBODY = ['host.example.invalid', '192.0.2.1']
/** Defaults refer to parameters before them; a user's own catalog may go in circles. */
const DEEPEST = 5
const MOST_FORMS = 50

/** One host. */
export function exactHost(host: string): HostPattern {
  return { kind: 'exact', text: host.toLowerCase(), test: null, fixed: host.length }
}

/**
 * The wildcard that a row's source lists: `*.data.mcr.microsoft.com`, `azgn*.{relaySuffix}`. A star that is a whole
 * label takes one label or more.
 */
export function wildcardHosts(wildcard: string, names: Names): readonly HostPattern[] {
  return spelled(wildcard, names, DEEPEST).flatMap((host) => {
    const fixed = host.replaceAll('*', '').replace(FREE, '')
    if (!host.includes('*') || !/^[a-z0-9._-]*[a-z0-9-]$/i.test(fixed)) return []
    const label = (text: string) => (text === '*' ? '.+' : labelSource(text))
    const test = anchored(host.split('.').map(label).join('\\.'))
    return [{ kind: 'wildcard', text: shown(host), test, fixed: fixed.length }]
  })
}

/**
 * The hosts that a template may stand for when nothing is known of its parameters: each placeholder takes one
 * label, unless the parameter has fixed values or a default to be taken apart. A placeholder that is the
 * whole host is no pattern, if nothing is fixed in it.
 */
export function freeHosts(template: string, names: Names): readonly HostPattern[] {
  const forms = spelled(template, names, DEEPEST).flatMap((form) => patternOf(form) ?? [])
  const only = /^\{([A-Za-z][A-Za-z0-9]*)\}$/.exec(template)?.[1]
  if (forms.length > 0 || only === undefined) return forms
  const { pattern, default: usual = [] } = names.parameters[only] ?? {}
  if (typeof usual !== 'string' && usual.length > 0) return usual.map(exactHost)
  return pattern === undefined ? [] : ownPattern(pattern)
}

/** The parameter's own pattern, when it says more than that a host is a host. */
function ownPattern(pattern: string): readonly HostPattern[] {
  const test = new RegExp(`^(?<item>${pattern})$`, 'i')
  return NOBODY.some((host) => test.test(host))
    ? []
    : [{ kind: 'pattern', text: '*', test, fixed: 0 }]
}

function patternOf(form: string): HostPattern | null {
  if (!form.includes('<')) return exactHost(form)
  const bare = form.replace(FREE, '')
  if (!/[a-z0-9]/i.test(bare)) return null
  const source = form.split('.').map(labelSource).join('\\.')
  return { kind: 'pattern', text: shown(form), test: anchored(source), fixed: bare.length }
}

/** Every way to put a template together, with `<name>` for what is free. */
function spelled(template: string, names: Names, depth: number): readonly string[] {
  let forms = ['']
  let at = 0
  for (const found of template.matchAll(PLACEHOLDER)) {
    const [whole, name = '', part] = found
    const before = template.slice(at, found.index)
    const choices = valuesOf(name, names, depth).map((value) => partOf(value, part))
    forms = forms.flatMap((form) => choices.map((choice) => form + before + choice))
    at = found.index + whole.length
  }
  return [...new Set(forms.map((form) => form + template.slice(at)))].slice(0, MOST_FORMS)
}

/** What may stand for a name: fixed values, a default that is a host by itself, or any one label. */
function valuesOf(name: string, names: Names, depth: number): readonly string[] {
  const free = [`<${name}>`]
  const looked = Object.values(names.lookups?.[name]?.of ?? {})
  if (looked.length > 0) return looked.some((text) => text.includes('.')) ? looked : free
  const parameter = names.parameters[name]
  if (parameter === undefined || depth === 0) return free
  if (parameter.values !== undefined) return parameter.values
  if (typeof parameter.default !== 'string') return free
  const defaults = spelled(parameter.default, names, depth - 1)
  if (!defaults.some((form) => form.includes('.'))) return free
  return [...defaults, ...defaults.flatMap((form) => longer(form, parameter.example ?? ''))]
}

/**
 * The form of the parameter's example, where it has more labels before the same end: newer App Service names
 * have the region between the app's name and azurewebsites.net.
 */
function longer(form: string, example: string): readonly string[] {
  const end = form.slice(form.lastIndexOf('>') + 1)
  const extra = example.split('.').length - form.split('.').length
  if (!form.startsWith('<') || !end.startsWith('.') || !example.endsWith(end) || extra < 1)
    return []
  return [`${form.slice(0, -end.length)}${'.<>'.repeat(extra)}${end}`]
}

function partOf(value: string, part: string | undefined): string {
  if (part === undefined) return value
  const dot = value.indexOf('.')
  if (dot === -1) return part === 'label' ? value : ''
  return part === 'label' ? value.slice(0, dot) : value.slice(dot + 1)
}

/** A label as a regular expression: stars and free parts take anything but a dot. */
function labelSource(label: string): string {
  return label
    .split(/(<[A-Za-z0-9]*>|\*)/)
    .map((piece) => {
      if (piece === '*') return '[^.]*'
      if (piece === '<item>') return '(?<item>[^.]+)'
      return piece.startsWith('<') ? '[^.]+' : piece.replace(SPECIAL, '\\$&')
    })
    .join('')
}

function anchored(source: string): RegExp {
  return new RegExp(`^${source}$`, 'i')
}

function shown(host: string): string {
  return host.replace(FREE, '*')
}
