import type { Problem } from '../shared/document/problem.ts'

/** More problems than this nobody reads at once: something else than a configuration was given. */
const TOLD = 30

/** The configuration cannot be used as it stands: what is wrong in it, each with its place and its remedy. */
export class RefusedConfigError extends Error {
  override readonly name = 'RefusedConfigError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    const told = problems.slice(0, TOLD)
    const more = problems.length > told.length
    const count =
      told.length === 1 ? 'a problem' : `${more ? 'more than ' : ''}${told.length} problems`
    const lines = [
      ...told.map(problemText),
      ...(more ? ['the others follow once these are mended'] : []),
    ]
    super(`${count} in what is to be checked\n${lines.join('\n')}`, options)
    this.problems = told
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
