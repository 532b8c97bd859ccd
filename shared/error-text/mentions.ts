/** Code that looks for an error names it, and tells of none: `if (e.code === 'ECONNREFUSED')`, `except ConnectionResetError`. */
const ASKED_FOR =
  /(?:[=!]==?|\b(?:case|instanceof|except|catch|rescue|isinstance|includes|starts_?with|toThrow(?:Error)?|toContain|assert\w{0,24}|raises|import|retry_?on)\b|\b(?:raise|throw(?: new)?) [\w.]{1,60})\s{0,3}[([{,\s]{0,4}(?:\w{1,40}, ?)?['"`:]?(?:[\w.]{1,60}\.)?$/i
/** What comes before the words in their line is all that is looked at. */
const BEFORE = 120

/** Whether the words from `from` on are asked for by code, and not said. */
export function isAskedFor(text: string, from: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', from - 1) + 1, from - BEFORE)
  return ASKED_FOR.test(text.slice(start, from))
}

/** Tests that passed, by the marks of their runners. */
const PASSED =
  /^[ \t]{0,40}(?:[✓✔√]|ok \d{1,6}\b|PASS(?:ED)?\b|--- PASS:)[^\n]*$|^[^\n]{0,300}(?:\bPASSED|\.\.\. ok)[ \t]*(?:\[[^\]\n]{0,20}\])?$/gm
/** The names of tests in their sources. */
const TEST_NAMES =
  /\b(?:it|test|describe)(?:\.\w{1,20})?\(\s{0,4}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'|`[^`\n]{0,300}`)/g
/** Subjects of commits, one a line, and messages under their headers. */
const SUBJECTS =
  /^[*|\\/ ]{0,8}(?=[0-9a-f]{0,11}[a-f])(?=[a-f]{0,11}[0-9])[0-9a-f]{7,12} (?:\([^)\n]{1,120}\) )?[A-Z][^\n]*$/gm
const MESSAGES =
  /^commit [0-9a-f]{7,40}\b[^\n]*\n(?:(?:[A-Z][A-Za-z]{2,14}:[^\n]*|[ \t]*| {4}[^\n]*)(?:\n|$)){1,200}/gm

/** Hops of a route that do not answer: https://man7.org/linux/man-pages/man8/traceroute.8.html. */
const HOPS = /^[ \t]{0,4}\d{1,2}(?:[ \t]+\*){3}[^\n]{0,60}$/gm

/** What sshd writes of those who call this machine: https://man.openbsd.org/sshd. */
const CALLERS = /^[^\n]{0,200} port \d{1,5} (?:\[preauth\]|ssh2\b[^\n]{0,200})$/gm

/** A text without what only speaks of errors: passed tests, tests' names, a history of commits, callers from outside, mute hops. */
export function withoutMentions(text: string): string {
  const bare = text
    .replace(PASSED, '')
    .replace(TEST_NAMES, '')
    .replace(MESSAGES, '')
    .replace(CALLERS, '')
    .replace(HOPS, '')
  return (bare.match(SUBJECTS)?.length ?? 0) >= 2 ? bare.replace(SUBJECTS, '') : bare
}
