import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { bundle } from '../tools/bundle.ts'
import { writeDeclarations } from '../tools/declarations.ts'
import { versionOfSources } from './version.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** The oldest major of Node that has all that the program uses. */
const NODE = 24

/** What an install brings: the types of the library name it. */
const EXTERNAL = ['zod']

/** Plain and old JavaScript: a Node that is too old can still read it, and say so. */
const BIN = `#!/usr/bin/env node
if (Number.parseInt(process.versions.node, 10) >= ${NODE}) import('./cli.js')
else {
  process.stderr.write('perimeter: needs Node ${NODE} or later, and this is ' + process.version + ': run it with a newer one\\n')
  process.exitCode = 2
}
`

/**
 * Makes the package of npm: bundled JavaScript, the types of the library, the JSON Schemas, and nothing that does not
 * run. `npm pack` or `npm publish` in the folder does the rest.
 */
export async function packageNpm(outDir: string): Promise<void> {
  const entry = { cli: 'cli/main.ts', library: 'cli/library.ts' }
  const define = { PERIMETER_VERSION: JSON.stringify(versionOfSources()) }
  await bundle({ entry, outDir, external: EXTERNAL, define })
  const write = (name: string, text: string) => writeFileSync(path.join(outDir, name), text)
  write('perimeter.js', BIN)
  write('package.json', `${JSON.stringify(manifest(), null, 2)}\n`)
  for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md']) {
    cpSync(path.join(ROOT, file), path.join(outDir, file))
  }
  const { schemas } = await import('./library.ts')
  for (const [name, schema] of Object.entries(schemas())) {
    write(`${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`)
  }
  writeDeclarations('cli/library.ts', path.join(outDir, 'types'))
}

function manifest(): object {
  const own = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const { name, version, description, license, dependencies } = own
  return {
    ...{ name, version, description, license, type: 'module' },
    bin: { perimeter: 'perimeter.js' },
    exports: {
      '.': { types: './types/cli/library.d.ts', default: './library.js' },
      './config.schema.json': './config.schema.json',
      './report.schema.json': './report.schema.json',
    },
    engines: { node: `>=${NODE}` },
    dependencies: Object.fromEntries(EXTERNAL.map((one) => [one, dependencies[one]])),
  }
}

/** `npm run package:npm` */
async function main(): Promise<void> {
  const outDir = path.join(ROOT, 'dist', 'npm')
  await packageNpm(outDir)
  const packed = execFileSync(
    'npm',
    ['pack', '--json', '--pack-destination', path.dirname(outDir)],
    {
      ...{ cwd: outDir, encoding: 'utf8' },
    },
  )
  const [{ filename, size, unpackedSize }] = JSON.parse(packed)
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  process.stdout.write(`dist/${filename}: ${mb(size)}, unpacked ${mb(unpackedSize)}\n`)
}

if (import.meta.main) await main()
