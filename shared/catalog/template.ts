/** The values of parameters; a list parameter has a list. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** `{name}`, `{name:label}` (up to the first dot) and `{name:rest}` (what follows it). */
const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)(?::(label|rest))?\}/g

/** The parameters that a template refers to. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
}

/** Fills a template; null when a parameter that it refers to has no single value. */
export function fill(template: string, values: Values): string | null {
  let complete = true
  const text = template.replace(PLACEHOLDER, (_, name: string, part?: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (typeof value !== 'string') {
      complete = false
      return ''
    }
    return part === undefined ? value : partOf(value, part)
  })
  return complete ? text : null
}

function partOf(value: string, part: string): string {
  const dot = value.indexOf('.')
  if (dot === -1) return part === 'label' ? value : ''
  return part === 'label' ? value.slice(0, dot) : value.slice(dot + 1)
}

/** A template with something harmless in every place, to check its form; a DNS server to ask is an address. */
export function sample(template: string): string {
  return template.replace(PLACEHOLDER, 'x').replace(/^dns:\/\/x\/(?=.)/, 'dns://192.0.2.1/')
}
