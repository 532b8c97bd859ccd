import { saysThatItWorked } from './healed.ts'

/** A text up to this length, in UTF-16 code units, is read whole: an error, a stack trace, the output of a tool. */
const WHOLE = 131_072
/** Of a longer one the lines that may tell of a failure are kept, each form where it came first and last, up to as much. */
const KEPT = 131_072
/** What worked after a failure may be the end of it: of those lines so much is kept besides. */
const KEPT_OF_SUCCESSES = 32_768
const LONGEST_LINE = 4_000

/** Words of which every line has one that tells of a failure. */
const TELLING =
  /error|exception|fail|refus|reset|time[- ]?d?[- ]?out|unreach|denied|deny|forbid|blocked|resolv|nxdomain|servfail|enotfound|eai_|econn|etimedout|handshake|certificate|x509|proxy|cannot|could ?n[o']t|unable|closed|no such host|\bEOF\b|\b(?:401|403|407|470|502|503|504)\b|0x80|AZCM|AZFD|caused by/i

/** What is left of a text of any length. */
export interface Condensed {
  readonly text: string
  /** Lines of the whole, and how many of them were kept. */
  readonly lines: number
  readonly kept: number
  readonly isWhole: boolean
}

/** Takes a text of any length piece by piece and keeps what may tell of a failure; its memory does not grow with the text. */
export class Condenser {
  #head = ''
  #rest = ''
  #lines = 0
  #isWhole = true
  readonly #failures = new Forms(KEPT)
  readonly #successes = new Forms(KEPT_OF_SUCCESSES)

  push(piece: string): void {
    if (this.#isWhole && this.#head.length + piece.length <= WHOLE) {
      this.#head += piece
      return
    }
    if (this.#isWhole) {
      this.#isWhole = false
      this.#cut(this.#head)
      this.#head = ''
    }
    this.#cut(piece)
  }

  end(): Condensed {
    if (this.#isWhole) {
      const lines = this.#head === '' ? 0 : this.#head.split('\n').length
      return { text: this.#head, lines, kept: lines, isWhole: true }
    }
    if (this.#rest !== '') this.#line(this.#rest)
    const kept = [...this.#failures.lines, ...this.#successes.lines]
    const inOrder = kept
      .toSorted((a, b) => a.number - b.number)
      .filter(({ form }, i, all) => form !== all[i - 1]?.form)
    return {
      text: inOrder.map(({ text }) => text).join('\n'),
      lines: this.#lines,
      kept: inOrder.length,
      isWhole: false,
    }
  }

  #cut(piece: string): void {
    const text = this.#rest + piece
    let from = 0
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      this.#line(text.slice(from, at))
      from = at + 1
    }
    // A line without end is cut: binary has few line ends.
    this.#rest = Buffer.from(text.slice(Math.max(from, text.length - LONGEST_LINE))).toString()
  }

  #line(line: string): void {
    this.#lines++
    const shown = line.slice(0, LONGEST_LINE)
    if (TELLING.test(shown)) this.#failures.add(this.#lines, shown)
    else if (this.#failures.length > 0 && saysThatItWorked(shown))
      this.#successes.add(this.#lines, shown)
  }
}

interface Line {
  readonly number: number
  readonly form: string
  readonly text: string
}

/** Lines that are alike but for their numbers: the first and the last of each form, up to a length. */
class Forms {
  readonly #most: number
  readonly #first = new Map<string, Line>()
  readonly #last = new Map<string, Line>()
  #length = 0

  constructor(most: number) {
    this.#most = most
  }

  get length(): number {
    return this.#length
  }

  get lines(): readonly Line[] {
    return [...this.#first.values(), ...this.#last.values()]
  }

  add(number: number, shown: string): void {
    const form = shown.replace(/\d+|[0-9a-f]{8,}/gi, '0').slice(0, 300)
    const isLater = this.#first.has(form)
    const isKnown = isLater && this.#last.has(form)
    if (!isKnown && this.#length > this.#most) return
    if (!isKnown) this.#length += shown.length
    // A copy: a part of a text keeps the whole alive in V8.
    const own = Buffer.from(form).toString()
    const line = { number, form: own, text: Buffer.from(shown).toString() }
    if (isLater) this.#last.set(own, line)
    else this.#first.set(own, line)
  }
}
