import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CATALOGS } from '../shared/catalog/builtin.ts'
import { DESCRIBED_BY, parametersIn } from '../shared/catalog/described.ts'
import { CallError, type Io } from './io.ts'

/**
 * The pairs of `--with`, with `@FILE` replaced by what that file says of the catalogs’ parameters. What is given as
 * `key=value` goes before.
 * @throws CallError when a file cannot be read or is none of the descriptions that are known
 */
export function withDescribed(
  given: readonly string[],
  catalogs: readonly string[],
  { cwd }: Pick<Io, 'cwd'>,
): readonly string[] {
  const isFile = (text: string) => text.startsWith('@')
  const described = given.filter(isFile).flatMap((file) => pairsOf(file.slice(1), catalogs, cwd))
  return [...described, ...given.filter((text) => !isFile(text))]
}

function pairsOf(file: string, catalogs: readonly string[], cwd: string): readonly string[] {
  const thing = readJson(file, cwd)
  const found = CATALOGS.filter(({ name }) => catalogs.includes(name)).map((catalog) =>
    parametersIn(thing, catalog),
  )
  const [first] = found
  if (first === undefined)
    throw new CallError(`--with @${file} is for a built-in catalog: name one`)
  if (first === null)
    throw new CallError(
      `--with @${file}: not the JSON of ${DESCRIBED_BY.join(', ')}; write key=value`,
    )
  // A pair goes to every catalog, and each refuses what it does not have.
  return Object.entries(first)
    .filter(([name]) => found.every((one) => one !== null && name in one))
    .map(([name, value]) => `${name}=${value}`)
}

function readJson(file: string, cwd: string): unknown {
  try {
    return JSON.parse(readFileSync(path.resolve(cwd, file), 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    const why =
      error instanceof SyntaxError ? 'it is not JSON' : (error as NodeJS.ErrnoException).code
    throw new CallError(`Cannot read --with @${file}: ${why}; check the path and how it was made`, {
      cause: error,
    })
  }
}
