import path from 'node:path'
import { readGivenFile } from '../runtime/given-file.ts'
import { type AgentSettings, agentSettings } from '../shared/catalog/agent-settings.ts'
import { CATALOGS } from '../shared/catalog/builtin.ts'
import { DESCRIBED_BY, parametersIn } from '../shared/catalog/described.ts'
import { CallError, type Io } from './io.ts'

/** What files of `--with @FILE` say: parameters, and how the agent reaches the internet. */
interface Described {
  /** The pairs of `--with`, with every `@FILE` replaced. What is given as `key=value` goes before. */
  readonly pairs: readonly string[]
  readonly agent: Pick<AgentSettings, 'proxy' | 'noProxy'> | null
}

/**
 * Reads the files of `--with @FILE`.
 * @throws CallError when a file cannot be read or is none of the descriptions that are known
 */
export function withDescribed(
  given: readonly string[],
  catalogs: readonly string[],
  { cwd }: Pick<Io, 'cwd'>,
): Described {
  const isFile = (text: string) => text.startsWith('@')
  const read = given.filter(isFile).map((file) => describedBy(file.slice(1), catalogs, cwd))
  return {
    pairs: [...read.flatMap(({ pairs }) => pairs), ...given.filter((text) => !isFile(text))],
    agent: read.find(({ agent }) => agent !== null)?.agent ?? null,
  }
}

function describedBy(file: string, catalogs: readonly string[], cwd: string): Described {
  const text = readText(file, cwd)
  const agent = agentSettings(text)
  const thing = agent ?? parseJson(text, file)
  const found = CATALOGS.filter(({ name }) => catalogs.includes(name)).map((catalog) =>
    parametersIn(thing, catalog),
  )
  const [first] = found
  if (first === undefined)
    throw new CallError(`--with @${file} is for a built-in catalog: name one`)
  if (first === null)
    throw new CallError(
      `--with @${file}: not the output of ${DESCRIBED_BY.join(', ')}; write key=value`,
    )
  // A pair goes to every catalog, and each refuses what it does not have.
  const pairs = Object.entries(first)
    .filter(([name]) => found.every((one) => one !== null && name in one))
    .map(([name, value]) => `${name}=${value}`)
  return { pairs, agent }
}

function readText(file: string, cwd: string): string {
  try {
    return readGivenFile(path.resolve(cwd, file))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code
    throw new CallError(`Cannot read --with @${file}: ${why}; check the path and how it was made`, {
      cause: error,
    })
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CallError(
      `Cannot read --with @${file}: it is not JSON; check the path and how it was made`,
      { cause: error },
    )
  }
}
