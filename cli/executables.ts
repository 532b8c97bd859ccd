import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { executable } from '../tools/executable.ts'
import { isHost, PLATFORMS, type Platform } from '../tools/node-binary.ts'
import { packageCli, writeSum } from './package.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/**
 * Makes the command line as executables that need no Node, `perimeter-PLATFORM` each with its checksum. Returns their
 * files.
 */
export async function packageExecutables(
  outDir: string,
  platforms: readonly Platform[],
): Promise<readonly string[]> {
  const work = path.join(outDir, 'work')
  mkdirSync(work, { recursive: true })
  const script = path.join(work, 'program.cjs')
  await packageCli(path.join(outDir, 'one-file'), script)
  return platforms.map((platform) => {
    const file = path.join(
      outDir,
      `perimeter-${platform}${platform.startsWith('win') ? '.exe' : ''}`,
    )
    executable({ script, platform, file, work })
    writeSum(file)
    return file
  })
}

/** How long an executable takes to say its version, in ms. */
function startTime(file: string): number {
  const begin = performance.now()
  execFileSync(file, ['--version'])
  return Math.round(performance.now() - begin)
}

/** `npm run package:executables [PLATFORM...]`; all of them by default. */
async function main(): Promise<void> {
  const known = Object.keys(PLATFORMS) as Platform[]
  const asked = process.argv.slice(2)
  const wrong = asked.find((one) => !known.some((platform) => platform === one))
  if (wrong !== undefined) throw new Error(`There is no platform ${wrong}: ${known.join(', ')}`)
  const platforms =
    asked.length === 0 ? known : known.filter((platform) => asked.includes(platform))
  const files = await packageExecutables(path.join(ROOT, 'dist', 'executables'), platforms)
  for (const [i, file] of files.entries()) {
    const size = `${(statSync(file).size / 1e6).toFixed(1)} MB`
    const platform = platforms[i]
    const start =
      platform !== undefined && isHost(platform)
        ? `, says its version in ${startTime(file)} ms`
        : ''
    process.stdout.write(`${path.relative(process.cwd(), file)}: ${size}${start}\n`)
  }
}

if (import.meta.main) await main()
