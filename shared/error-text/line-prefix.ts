const STAMP = String.raw`\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?\]?[ \t]{1,4}`
/** RFC 3164, section 4.1.2: month, day and time, the machine, the program and its number. */
const SYSLOG = String.raw`(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,64} (?=[\w./-]{1,40}(?:\[\d{1,7}\])?: )`
/** What the log of a container, a pipeline or a program puts between the time and the words. */
const MARK = String.raw`(?:std(?:out|err) [FP] )?(?:##\[\w{1,12}\] ?)?(?:(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE)[: \t]{1,4})?(?:[\w./-]{1,40}\[\d{1,7}\]: ?)?`
const BEFORE = new RegExp(`^(?:${STAMP}|${SYSLOG})${MARK}`, 'gm')
const LEVEL = /^##\[\w{1,12}\] ?/gm

/**
 * The lines as a program wrote them, without the time, level and name that a log put before each, and without the mark
 * of a quoted mail. Signs that begin with a line need it.
 */
export function withoutPrefixes(text: string): string {
  return unquoted(text.replace(BEFORE, '').replace(LEVEL, ''))
}

/** curl marks what it sends with the same sign: only a text whose every line has it is a quotation. */
function unquoted(text: string): string {
  const isQuoted = /^(?:>[^\n]*(?:\n|$)|[ \t]*\n){1,2000}$/.test(text)
  return isQuoted ? text.replace(/^> ?/gm, '') : text
}
