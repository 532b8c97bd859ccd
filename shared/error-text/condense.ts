/** A text up to this length, in UTF-16 code units, is read whole: an error, a stack trace, the output of a tool. */
const WHOLE = 131_072
/** Of a longer one the lines that may tell of a failure are kept, each form once, up to as much. */
const KEPT = 131_072
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
  #kept: string[] = []
  #keptLength = 0
  #isWhole = true
  readonly #forms = new Set<string>()

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
    return {
      text: this.#kept.join('\n'),
      lines: this.#lines,
      kept: this.#kept.length,
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
    if (this.#keptLength > KEPT) return
    const shown = line.slice(0, LONGEST_LINE)
    if (!TELLING.test(shown)) return
    const form = shown.replace(/\d+|[0-9a-f]{8,}/gi, '0').slice(0, 300)
    if (this.#forms.has(form)) return
    this.#forms.add(Buffer.from(form).toString())
    this.#kept.push(Buffer.from(shown).toString())
    this.#keptLength += shown.length
  }
}
