/** A JSON object as it came in: nothing in it is known yet. */
export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object under a key; an empty one when there is none. */
export function objectAt(value: Json, key: string): Json {
  const inner = value[key]
  return isObject(inner) ? inner : {}
}

/** The objects of the list under a key. */
export function objectsAt(value: Json, key: string): readonly Json[] {
  const list = value[key]
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** A text that is not empty; null otherwise. */
export function textAt(value: Json, key: string): string | null {
  const text = value[key]
  return typeof text === 'string' && text !== '' ? text : null
}

/** A JSON text as a value; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
