/** What a script needs to be told: name of the variable, and what it is. */
export type Variables = Readonly<Record<string, string>>

/**
 * Commands as a script that can be pasted as well as saved: in a subshell, so that an error ends the script and
 * not the terminal, and without file name expansion. Words that are not set are asked for before anything is done.
 */
export function script(variables: Variables, lines: readonly string[]): readonly string[] {
  const checks = Object.entries(variables).map(([name, what]) => `: "\${${name}:?${what}}"`)
  return ['(', 'set -euf', ...checks, '', ...lines, ')']
}

/** Lines as comments of a shell, squid and the like. */
export function comments(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '#' : `# ${line}`))
}

/** A command over several lines, one option each. */
export function command(words: readonly string[], options: readonly string[]): readonly string[] {
  const first = words.join(' ')
  return [first, ...options].map((line, i) => {
    const more = i < options.length ? ' \\' : ''
    return `${i === 0 ? '' : '  '}${line}${more}`
  })
}
