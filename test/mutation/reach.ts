import { existsSync, readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import path from 'node:path'

/** Files of the program that are mutated; what the browser or a shell of the system runs is none of ours. */
const SOURCES = '{shared,probes,identity,stores,runtime,azure,gcp,cli}/**/*.ts'
/** What builds the packages: their own stage runs it. */
const BUILDING = /^(?:azure|gcp|cli)\/(?:package|npm-package|executables)\.ts$/
const TESTS = 'test/**/*.test.ts'
/** Run by other stages than `npm test`. */
const ELSEWHERE = /^test\/(peers|packages)\//
const IMPORT = /(?:from|import\()\s*'(\.[^']+)'/g
/** A program that a test starts. */
const STARTED = /'(?:\.\.\/)*((?:azure|gcp|cli|runtime)\/[\w/-]+\.ts)'/g

/** A folder in common brings a test so many imports nearer: those of a room are about it. */
const NEARER = 3

/** Which tests reach a file by its imports, nearest first; those of the same name before others. */
export class Reach {
  readonly #importers = new Map<string, string[]>()

  static async read(root: string): Promise<Reach> {
    const reach = new Reach()
    for await (const file of glob(
      '{shared,probes,identity,stores,runtime,azure,gcp,cli,test}/**/*.ts',
      {
        cwd: root,
      },
    )) {
      const source = readFileSync(path.join(root, file), 'utf8')
      for (const [, to = ''] of source.matchAll(IMPORT))
        reach.#add(file, path.join(path.dirname(file), to))
      for (const [, to = ''] of file.startsWith('test/') ? source.matchAll(STARTED) : [])
        reach.#add(file, to)
    }
    return reach
  }

  #add(importer: string, file: string): void {
    this.#importers.set(file, [...(this.#importers.get(file) ?? []), importer])
  }

  testsOf(file: string): readonly string[] {
    const distance = new Map([[file, 0]])
    for (const [at, far] of distance) {
      for (const next of this.#importers.get(at) ?? []) {
        if (!distance.has(next)) distance.set(next, far + 1)
      }
    }
    const name = path.basename(file, '.ts')
    const far = (test: string) => {
      if (path.basename(test) === `${name}.test.ts`) return Number.NEGATIVE_INFINITY
      return (distance.get(test) ?? 0) - NEARER * foldersInCommon(file, test)
    }
    const tests = [...distance.keys()].filter(
      (found) => path.matchesGlob(found, TESTS) && !ELSEWHERE.test(found),
    )
    const by = (rank: (test: string) => number) =>
      tests.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    return alternately(
      by(far),
      by((test) => distance.get(test) ?? 0),
    )
  }
}

/** By folder and by import in turn: what imports a file is near to it wherever it stands. */
function alternately(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set(one.flatMap((test, n) => [test, other[n] ?? test]))]
}

/** Of a file of the program and one of test/, which mirrors its folders. */
function foldersInCommon(file: string, test: string): number {
  const there = path.dirname(test).split(path.sep).slice(1)
  const other = path
    .dirname(file)
    .split(path.sep)
    .findIndex((folder, n) => folder !== there[n])
  return other === -1 ? path.dirname(file).split(path.sep).length : other
}

/** The sources under a path from the root, or the file that it is. */
export async function sourcesUnder(root: string, only: string): Promise<readonly string[]> {
  if (only.endsWith('.ts')) return existsSync(path.join(root, only)) ? [only] : []
  const found: string[] = []
  for await (const file of glob(SOURCES, { cwd: root })) {
    if (file.startsWith(`${only.replace(/\/$/, '')}/`) && !BUILDING.test(file)) found.push(file)
  }
  return found.toSorted()
}
