/** The longest name that Azure takes for a rule. */
const LONGEST = 80

/** Names for rules, made of texts: letters, digits, dots, hyphens; each once, the first a letter or digit. */
export function uniqueNames(texts: readonly string[], longest = LONGEST): readonly string[] {
  const used = new Set<string>()
  return texts.map((text) => {
    const base = nameOf(text)
    for (let n = 1; ; n++) {
      const end = n === 1 ? '' : `-${n}`
      const name = `${base.slice(0, longest - end.length).replace(/[^a-z0-9]+$/i, '')}${end}`
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  })
}

function nameOf(text: string): string {
  const name = text
    .replace(/^\*\./, 'any.')
    .replace(/[^a-z0-9.-]+/gi, '-')
    .replace(/^[^a-z0-9]+/i, '')
  return name === '' ? 'rule' : name
}

/** The same as Google Cloud wants them: small letters, digits, hyphens, at most 63, the first a letter. */
export function googleNames(texts: readonly string[]): readonly string[] {
  return uniqueNames(
    texts.map((text) => `perimeter-${text.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`),
    63,
  )
}
