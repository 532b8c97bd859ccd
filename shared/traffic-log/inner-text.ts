/** Deeper than shippers of logs pack a line. */
const DEEPEST = 5
/** A name or a number is no line of a log. */
const SHORTEST = 20

/** The lines that entries of JSON carry as strings, also where a string is JSON again; empty where the text has none. */
export function innerText(text: string): string {
  const lines = text.trimStart().startsWith('{') ? text.split('\n') : []
  return lines.flatMap((line) => stringsIn(parsed(line), 0)).join('\n')
}

function parsed(text: string): unknown {
  const bare = text.trim()
  if (!bare.startsWith('{')) return null
  try {
    return JSON.parse(bare)
  } catch {
    // A line that was cut, or no JSON at all.
    return null
  }
}

function stringsIn(value: unknown, depth: number): readonly string[] {
  if (depth > DEEPEST) return []
  if (typeof value === 'string') {
    if (value.length < SHORTEST) return []
    return [value, ...stringsIn(parsed(value), depth + 1)]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((one) => stringsIn(one, depth + 1))
}
