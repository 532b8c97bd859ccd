import type { Catalog, CatalogCapability } from './catalog.ts'

/** A capability whose messages or symptom a text tells of. */
export interface SymptomMatch {
  readonly catalog: Catalog
  readonly capability: CatalogCapability
  /** How many words in a row the two have in common. */
  readonly words: number
}

/**
 * The capabilities that a message or a description of a symptom leads to, the best first. Letter case, white space and
 * punctuation do not count, and the text may be the start of a message or a whole log line around it.
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

function likeness(text: string, { symptom, quotes = [] }: CatalogCapability): number {
  const pieces = quotes.flatMap((quote) => quote.split(GAP))
  return Math.max(wordsOfProse(text, symptom), ...pieces.map((piece) => wordsOfQuote(text, piece)))
}

/** What a message leaves open: `...`, an ellipsis, `<url>`. */
const GAP = /\.\.\.|…|<[^<>]*>/
/** Fewer words in a row are found in any two sentences. */
const FEW = 3
/** A shorter word alone says nothing. */
const SHORTEST = 8

function wordsOfQuote(text: string, quote: string): number {
  const given = wordsOf(text)
  const known = wordsOf(quote)
  const run = longestRun(given, known)
  const telling = run.filter((word) => !COMMON.has(word)).length
  if (run.length === known.length && (run.length >= FEW || known.join('').length >= SHORTEST)) {
    return telling > 0 || run.length >= WHOLE ? run.length : 0
  }
  if (run.length === given.length && isIdentifier(text)) return telling > 0 ? run.length : 0
  return run.length >= FEW && telling >= TELLING ? run.length : 0
}

/** A symptom is our own prose: it is found by its words as a whole, or not at all. */
function wordsOfProse(text: string, symptom: string): number {
  const given = wordsOf(text)
  const known = wordsOf(symptom)
  const run = longestRun(given, known)
  const isWhole = run.length === given.length || run.length === known.length
  return isWhole && run.length >= FEW && run.filter((word) => !COMMON.has(word)).length >= TELLING
    ? run.length
    : 0
}

/** A whole message of so many words is none by chance, whatever its words. */
const WHOLE = 10
/** So many words that not every program writes make a part of a message telling. */
const TELLING = 3

/**
 * Words that any program writes of any fault, and those of the envelopes that platforms put around an error. A row of
 * them alone is no likeness: "An error occurred while sending the request" is what every .NET client says.
 */
const COMMON = new Set(
  (
    'a an the and or of to in on at by for from with is are was were be been has have had not no it this that as if when while ' +
    'error errors exception message exceptionmessage exceptiontype code status details failed failure fail occurred unexpected ' +
    'could cannot can unable please try again later request requests sending sent response server service client host remote ' +
    'connection connect connected closed timeout timed out time network unreachable reachable available tls ssl ' +
    'handshake transport stream party authentication http https tcp task canceled one more system net httprequestexception ' +
    'aggregateexception taskcanceledexception get post url an canceled waiting awaiting headers exceeded access denied forbidden public ' +
    'private address use see inner your you we its name'
  ).split(' '),
)

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/** A name as programs have it (HttpRequestException, AZCM0026), which no sentence has by chance. */
function isIdentifier(text: string): boolean {
  const word = text.trim()
  return word.length >= SHORTEST && /^\w+$/.test(word) && /[a-z][A-Z]|[0-9_]/.test(word)
}

/** The longest row of words that both have. */
function longestRun(a: readonly string[], b: readonly string[]): readonly string[] {
  let longest = 0
  let end = 0
  let before: readonly number[] = []
  for (const [at, word] of a.entries()) {
    const row = b.map((other, i) => (other === word ? (before[i - 1] ?? 0) + 1 : 0))
    const most = Math.max(0, ...row)
    if (most > longest) [longest, end] = [most, at + 1]
    before = row
  }
  return a.slice(end - longest, end)
}
