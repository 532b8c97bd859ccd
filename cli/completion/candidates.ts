import type { Command, Option } from 'commander'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { FINDING_CODES } from '../../shared/model/finding-codes.ts'

/** A word that may stand next, and what the help says of it. */
export interface Candidate {
  readonly word: string
  readonly about: string
}

const NAMES = CATALOGS.map(({ name, title }) => ({ word: name, about: title }))

/** Arguments and values of options whose words are known, though others are taken, too. */
const ARGUMENTS: Readonly<Record<string, readonly Candidate[]>> = {
  'catalog show': NAMES,
  explain: FINDING_CODES.map((word) => ({ word, about: '' })),
}
const VALUES: Readonly<Record<string, readonly Candidate[]>> = { '--catalog': NAMES }

/**
 * What may stand in place of the last of some words of a call, which it begins with; the words before are whole. None
 * where a file is wanted, or what nobody can know: shells then offer files.
 */
export function candidatesOf(program: Command, words: readonly string[]): readonly Candidate[] {
  const last = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const { command, path } = commandOf(program, before)
  const options = optionsOf(command)
  const open = awaitedBy(options, before.at(-1))
  const some =
    open !== null
      ? valuesOf(open)
      : last.startsWith('-')
        ? options.flatMap(({ long, description }) =>
            long ? [{ word: long, about: description }] : [],
          )
        : [...below(command), ...argumentsOf(command, path)]
  return some.filter(({ word }) => word.startsWith(last))
}

function commandOf(program: Command, words: readonly string[]) {
  let command = program
  const path: string[] = []
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word)
    if (next === undefined) continue
    command = next
    path.push(word)
  }
  return { command, path: path.join(' ') }
}

/** Of a command without a word of its own its default counts: `perimeter --url` is one of check. */
function optionsOf(command: Command): readonly Option[] {
  const byDefault = command.commands.find((one) => one.name() === DEFAULTS[command.name()])
  const own = [command, ...(byDefault ? [byDefault] : [])]
  return own.flatMap((one) => one.createHelp().visibleOptions(one))
}
const DEFAULTS: Readonly<Record<string, string>> = { perimeter: 'check', catalog: 'list' }

/** The option whose value comes next, if the word before is one that takes a value. */
function awaitedBy(options: readonly Option[], word: string | undefined): Option | null {
  if (word === undefined) return null
  const found = options.find((one) => one.long === word || one.short === word)
  return found?.required ? found : null
}

function valuesOf({ argChoices, long }: Option): readonly Candidate[] {
  return argChoices?.map((word) => ({ word, about: '' })) ?? VALUES[long ?? ''] ?? []
}

function below(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), about: one.description() }))
}

function argumentsOf(command: Command, path: string): readonly Candidate[] {
  const [first] = command.registeredArguments
  const choices = first?.argChoices?.map((word) => ({ word, about: '' }))
  return choices ?? ARGUMENTS[path] ?? []
}
