import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Without it Terraform warns, on some machines, that its own settings are not there. */
const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' }

/** The installed Terraform; null when there is none. It is no npm package, and CI does not bring it. */
export const terraform =
  spawnSync('terraform', ['version'], { env }).status === 0 ? terraformIn : null

/** What one command prints in a folder. Throws when it fails. */
async function terraformIn(folder: string, args: readonly string[], input = ''): Promise<string> {
  const running = run('terraform', [`-chdir=${folder}`, ...args], { env })
  running.child.stdin?.end(input)
  return (await running).stdout
}
