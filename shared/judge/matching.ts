/**
 * Whether a text satisfies an expectation: contains it, or matches it when it is written as `/pattern/`. A
 * pattern that is no regular expression is taken as text.
 */
export function satisfies(text: string, wanted: string): boolean {
  const pattern = /^\/(.+)\/$/s.exec(wanted)?.[1]
  if (pattern === undefined) return text.includes(wanted)
  try {
    return new RegExp(pattern).test(text)
  } catch {
    return text.includes(wanted)
  }
}
