import type { Capability, Catalog } from './catalog.ts'

/** A capability whose messages or symptom a text tells of. */
export interface SymptomMatch {
  readonly catalog: Catalog
  readonly capability: Capability
  /** How many words in a row the two have in common. */
  readonly words: number
}

/**
 * The capabilities that a message or a description of a symptom leads to, the best first. Letter case, white space and
 * punctuation do not count, and the text may be the begin of a message or a whole log line around it.
 */
export function findBySymptom(text: string, catalogs: readonly Catalog[]): readonly SymptomMatch[] {
  const matches = catalogs.flatMap((catalog) =>
    catalog.capabilities.flatMap((capability) => {
      const words = likeness(text, capability)
      return words === 0 ? [] : [{ catalog, capability, words }]
    }),
  )
  const most = Math.max(0, ...matches.map((match) => match.words))
  // A few words in common are chance where another message has twice as many.
  const near = matches.filter((match) => match.words > most / 2)
  return near.toSorted((a, b) => b.words - a.words)
}

function likeness(text: string, { symptom, quotes = [] }: Capability): number {
  const pieces = quotes.flatMap((quote) => quote.split(GAP))
  return Math.max(wordsOfProse(text, symptom), ...pieces.map((piece) => wordsOfQuote(text, piece)))
}

/** What a message leaves open: `...`, an ellipsis, `<url>`. */
const GAP = /\.\.\.|…|<[^>]*>/
/** Fewer words in a row are found in any two sentences. */
const FEW = 3
/** A log line around a part of a message has at least this many words in a row with it. */
const PART = 5
/** A shorter word alone says nothing. */
const SHORTEST = 8

function wordsOfQuote(text: string, quote: string): number {
  const given = wordsOf(text)
  const known = wordsOf(quote)
  const run = longestRun(given, known)
  if (run === known.length && (run >= FEW || known.join('').length >= SHORTEST)) return run
  if (run === given.length && (run >= FEW || isIdentifier(text))) return run
  return run >= PART ? run : 0
}

/** A symptom is our own prose: it is found by its words as a whole, or not at all. */
function wordsOfProse(text: string, symptom: string): number {
  const given = wordsOf(text)
  const known = wordsOf(symptom)
  const run = longestRun(given, known)
  return run >= FEW && (run === given.length || run === known.length) ? run : 0
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/** A name as programs have it (HttpRequestException, AZCM0026), which no sentence has by chance. */
function isIdentifier(text: string): boolean {
  const word = text.trim()
  return word.length >= SHORTEST && /^\w+$/.test(word) && /[a-z][A-Z]|[0-9_]/.test(word)
}

/** The longest row of words that both have. */
function longestRun(a: readonly string[], b: readonly string[]): number {
  let longest = 0
  let before: readonly number[] = []
  for (const word of a) {
    const row = b.map((other, i) => (other === word ? (before[i - 1] ?? 0) + 1 : 0))
    longest = Math.max(longest, ...row)
    before = row
  }
  return longest
}
