import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { attempt } from '../lab/shell.ts'
import { GCLOUD_COMMANDS } from './gcloud-commands.ts'

/**
 * Does the SDK that is installed know every command and flag of the table? Asks `gcloud COMMAND --help`, which opens no
 * connection. Last line `N passed, N failed`; without the SDK it says so, and nothing failed.
 */
const say = (text: string) => void process.stdout.write(text)

/** What the help lacks of the flags; null when there is no such command. */
async function missingFlags(command: string, flags: readonly string[]) {
  const { status, out } = await attempt('gcloud', [...command.split(' '), '--help'], {
    env: { CLOUDSDK_CORE_DISABLE_PROMPTS: '1', PAGER: 'cat' },
  })
  if (status !== 0) return null
  const help = stripVTControlCharacters(out).replaceAll('[no-]', '')
  return flags.filter((flag) => !new RegExp(`--${flag}\\b`).test(help))
}

const version = await attempt('gcloud', ['--version']).catch(() => null)
if (version?.status !== 0) {
  say('gcloud is not installed: the table stands as the reference has it\n0 passed, 0 failed\n')
} else {
  let [passed, failed] = [0, 0]
  for (const [command, flags] of Object.entries(GCLOUD_COMMANDS)) {
    const missing = await missingFlags(command, flags)
    const wrong =
      missing === null ? 'no such command' : missing.map((flag) => `--${flag}`).join(' ')
    if (wrong === '') passed++
    else failed++
    say(`${wrong === '' ? 'ok  ' : 'FAIL'}  gcloud ${command}${wrong === '' ? '' : `: ${wrong}`}\n`)
  }
  say(`\n${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 ? 0 : 1
}
