import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Mutant } from './mutants.ts'

/** A mistake that a person thought of: a line of JSON. */
interface Own {
  /** From the root of the repository. */
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly find: string
  readonly put: string
  /** What a user would notice. */
  readonly why: string
}

/** The mistakes of a file of JSON lines. Throws for one whose text is not in its file exactly once. */
export function ownMutants(root: string, list: string): readonly Mutant[] {
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => mutantOf(root, JSON.parse(line) as Own))
}

function mutantOf(root: string, { file, find, put, why }: Own): Mutant {
  const [before, after, ...more] = readFileSync(path.join(root, file), 'utf8').split(find)
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file}: ${JSON.stringify(find)} is not in it exactly once`)
  }
  return {
    file,
    line: before.split('\n').length,
    what: why,
    text: find.trim().replaceAll(/\s+/g, ' '),
    source: before + put + after,
  }
}
