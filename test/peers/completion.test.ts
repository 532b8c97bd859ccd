import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { folder } from '../cli/call.ts'

const MAIN = new URL('../../cli/main.ts', import.meta.url).pathname

/** How each shell loads the script, and prints what it completes for `perimeter check --format j`. */
const SHELLS = {
  bash: [
    '--norc',
    `eval "$(perimeter completion bash)"
    COMP_WORDS=(perimeter check --format j) COMP_CWORD=3; _perimeter; echo "\${COMPREPLY[@]}"`,
  ],
  zsh: [
    '-f',
    `compdef() { }; _describe() { echo \${lines%%:*} }; _files() { echo files }
    eval "$(perimeter completion zsh)"
    words=(perimeter check --format j); CURRENT=4; _perimeter`,
  ],
  fish: [
    '--no-config',
    "perimeter completion fish | source; complete -C 'perimeter check --format j' | cut -f 1 | string join ' '",
  ],
} as const

test.for(Object.entries(SHELLS))('%s loads its completion', async ([shell, [quiet, script]]) => {
  await using place = await folder()
  const perimeter = path.join(place.path, 'perimeter')
  await writeFile(perimeter, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`)
  await chmod(perimeter, 0o755)
  const env = { PATH: `${place.path}:/usr/bin:/bin`, HOME: place.path }
  const { stdout } = await promisify(execFile)(shell, [quiet, '-c', script], { env })
  expect(stdout.trim().split(/\s+/)).toEqual(['json', 'junit'])
})
