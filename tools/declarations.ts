import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')

/** Modules that a declaration names: by import, re-export, or import() in a type. */
const NAMED = /(?:from\s*|import\()["'](\.[^"']+)["']/g

/**
 * Writes the declarations of a module, and of what these name, below `outDir` as the sources lie below the project.
 * `entry` is relative to the project.
 */
export function writeDeclarations(entry: string, outDir: string): void {
  const all = mkdtempSync(path.join(tmpdir(), 'perimeter-types-'))
  // Beside the other one: what it includes and extends counts from where it lies.
  const project = path.join(ROOT, `tsconfig.${path.basename(all)}.json`)
  const compilerOptions = {
    ...{ noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true },
    ...{ outDir: all, rootDir: ROOT },
  }
  writeFileSync(
    project,
    JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: [], files: [entry] }),
  )
  try {
    const tsc = path.join(ROOT, 'node_modules/.bin/tsc')
    execFileSync(tsc, ['--project', project], { cwd: ROOT, stdio: 'inherit' })
    for (const file of reached(all, declarationOf(entry))) copy(all, file, outDir)
  } finally {
    rmSync(project)
    rmSync(all, { recursive: true })
  }
}

function declarationOf(source: string): string {
  return source.replace(/\.ts$/, '.d.ts')
}

/** The declaration and all that it leads to, relative to the folder. */
function reached(folder: string, entry: string): ReadonlySet<string> {
  const found = new Set([entry])
  // A set gives what is added to it during the walk, too.
  for (const file of found) {
    const text = readFileSync(path.join(folder, file), 'utf8')
    for (const [, named = ''] of text.matchAll(NAMED)) {
      found.add(declarationOf(path.join(path.dirname(file), named)))
    }
  }
  return found
}

/** With imports of `.js`, which every setting of the compiler takes in a package. */
function copy(from: string, file: string, outDir: string): void {
  const text = readFileSync(path.join(from, file), 'utf8')
  const to = path.join(outDir, file)
  mkdirSync(path.dirname(to), { recursive: true })
  writeFileSync(
    to,
    text.replace(NAMED, (whole, named: string) =>
      whole.replace(named, named.replace(/\.ts$/, '.js')),
    ),
  )
}
