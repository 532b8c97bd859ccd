import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { type BundleFile, bundle } from '../tools/bundle.ts'
import { addExtras, type Extras, extrasIn } from '../tools/extras.ts'
import { type Lock, lockFor } from './package-lock.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** The one package that is installed: the platform starts its program. */
const FRAMEWORK = '@google-cloud/functions-framework'

/** What answers health (instance.ts). */
const FIRST = ['gcp/plan.ts']

export interface PackageOptions extends Extras {
  /** Emptied first. */
  readonly outDir: string
}

/**
 * Makes the source folder of the function, as the buildpack expects it: bundled code that no step of the deployment
 * builds, a manifest and its lock. `node index.js` needs not even the install. The same sources give the same bytes.
 */
export async function packageGcp({
  outDir,
  ...extras
}: PackageOptions): Promise<readonly BundleFile[]> {
  const files = await bundle({ entry: 'gcp/main.ts', outDir, external: [FRAMEWORK], first: FIRST })
  const manifest = manifestOf(json('package.json'))
  write(outDir, 'package.json', manifest)
  write(outDir, 'package-lock.json', lockFor(manifest, json('package-lock.json')))
  addExtras(outDir, extras)
  return files
}

function manifestOf(own: {
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}) {
  return {
    name: 'perimeter-gcp',
    version: own.version,
    private: true,
    type: 'module',
    main: 'index.js',
    engines: { node: '24.x' },
    // An empty gcp-build keeps the buildpack from building
    // (https://docs.cloud.google.com/docs/buildpacks/nodejs).
    scripts: { start: 'node index.js', 'gcp-build': '' },
    dependencies: { [FRAMEWORK]: String(own.dependencies[FRAMEWORK]) },
  }
}

function json<T extends Lock & Parameters<typeof manifestOf>[0]>(name: string): T {
  return JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'))
}

function write(folder: string, name: string, content: object): void {
  writeFileSync(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`)
}

/** `npm run package:gcp [-- [--config FILE] [--files FOLDER]]` */
async function main(): Promise<void> {
  const outDir = path.join(ROOT, 'dist', 'gcp')
  const files = await packageGcp({ outDir, ...extrasIn(process.argv.slice(2)) })
  const sum = (some: readonly BundleFile[]) =>
    `${(some.reduce((all, { bytes }) => all + bytes, 0) / 1000).toFixed(0)} kB`
  const start = files.filter(({ atStart }) => atStart)
  process.stdout.write(
    `${path.relative(process.cwd(), outDir)}: ${files.length + 2} files, ${sum(files)}, of which ${sum(start)} are loaded at start\n`,
  )
}

if (import.meta.main) await main()
