import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { type BundleFile, bundle } from '../tools/bundle.ts'
import { addExtras, type Extras, extrasIn } from '../tools/extras.ts'
import { zip } from '../tools/zip.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** What answers health (function-app.ts). */
const FIRST = ['azure/plan.ts', 'azure/health.ts']

export interface PackageOptions extends Extras {
  /** The folder `azure/` and the archive go in here. */
  readonly outDir: string
}

export interface Package {
  /** What the archive holds, unpacked. */
  readonly folder: string
  readonly archive: string
  readonly archiveBytes: number
  readonly files: readonly BundleFile[]
}

/**
 * Makes the package of the function app: bundled code, host.json, and nothing that does not run. The platform’s worker
 * itself provides `@azure/functions-core`.
 */
export async function packageAzure({ outDir, ...extras }: PackageOptions): Promise<Package> {
  const folder = path.join(outDir, 'azure')
  const external = ['@azure/functions-core']
  const files = await bundle({ entry: 'azure/main.ts', outDir: folder, external, first: FIRST })
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  write(folder, 'host.json', readFileSync(path.join(ROOT, 'host.json')))
  write(folder, 'package.json', packageJson(version))
  addExtras(folder, extras)
  const archive = path.join(outDir, 'perimeter-azure.zip')
  const bytes = zip(entriesOf(folder))
  writeFileSync(archive, bytes)
  return { folder, archive, archiveBytes: bytes.length, files }
}

function packageJson(version: string): string {
  const content = {
    name: 'perimeter-azure',
    version,
    private: true,
    type: 'module',
    main: 'index.js',
    engines: { node: '>=24' },
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

function entriesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const name = path.relative(folder, file).replaceAll(path.sep, '/')
      return { name, bytes: readFileSync(file) }
    })
}

function write(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), content)
}

/** `npm run package:azure [-- [--config FILE] [--files FOLDER]]` */
async function main(): Promise<void> {
  const outDir = path.join(ROOT, 'dist')
  const made = await packageAzure({ outDir, ...extrasIn(process.argv.slice(2)) })
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`
  const early = made.files.filter(({ atStart }) => atStart)
  const start = early.reduce((sum, { bytes }) => sum + bytes, 0)
  const all = made.files.reduce((sum, { bytes }) => sum + bytes, 0)
  const name = path.relative(process.cwd(), made.archive)
  process.stdout.write(
    `${name}: ${kB(made.archiveBytes)}, unpacked ${kB(all)}, of which ${kB(start)} are loaded at start\n` +
      `A process that loads it: ${loadTime(made.folder).toFixed(0)} ms, the start of Node included (the fastest of five)\n`,
  )
}

/** In ms, until the entry is loaded; nothing registers, as no platform is there. */
function loadTime(folder: string): number {
  const entry = JSON.stringify(pathToFileURL(path.join(folder, 'index.js')).href)
  const script = `await import(${entry}); process.exit()`
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore', env: {} })
    return performance.now() - start
  })
  return Math.min(...times)
}

if (import.meta.main) await main()
