import type { Problem } from '../shared/document/problem.ts'

/** The configuration cannot be used as it stands: every problem found in it, each with its place and its remedy. */
export class RefusedConfigError extends Error {
  override readonly name = 'RefusedConfigError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
    super(`${count} in what is to be checked\n${problems.map(problemText).join('\n')}`, options)
    this.problems = problems
  }
}

/**
 * One problem as compilers print them: an editor jumps to `file:line:column`. What came from a flag or from the
 * environment has no line; its key says where it stands. A file that cannot be read at all is named by the message.
 */
export function problemText(p: Problem): string {
  const place = p.line === 0 ? `${p.file}: ${p.key}` : `${p.file}:${p.line}:${p.column}`
  const said = p.key === '' && p.line === 0 ? p.message : `${place}: ${p.message}`
  return `${said}\n    ${p.remedy}`
}
