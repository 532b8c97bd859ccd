import { Command, CommanderError } from 'commander'
import { RefusedConfigError } from '../runtime/refused-config.ts'
import { didYouMean } from '../shared/document/nearest.ts'
import { quoteValue } from '../shared/document/problem.ts'
import { StoreError } from '../shared/ports/store-error.ts'
import { COMMAND_NAMES, type CommandName, isCommandName, loadCommands } from './commands.ts'
import { addExamples } from './examples.ts'
import { CallError, EXIT, type ExitStatus, type Io } from './io.ts'
import { versionText } from './version.ts'

const ABOUT =
  'Checks, from where it runs, whether everything that must be reachable is, everything that must be private is, and everything that must be blocked is; and where not, the cause and the fix.'

const STATUSES = `
Exit status:
  0  all as expected
  1  something is not as expected, or could not be found out
  2  the call or the configuration is wrong; nothing was checked
  3  the results could not be stored, or not written to standard output
  4  the input was mostly not understood
`

/** Runs one call of the command line and returns its exit status. Never throws for a wrong call. */
export async function perimeter(args: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.asExpected
  try {
    refuseUnknown(args)
    const done = (s: ExitStatus) => {
      status = s
    }
    const program = await programOf(io, done, { commands: neededFor(args) })
    await program.parseAsync(withEach(args), { from: 'user' })
    return status
  } catch (error) {
    return statusOf(error, io)
  }
}

/** `--with a=1 b=2` as `--with a=1 --with b=2`: as many write it. Nothing else that may follow it has such a form. */
function withEach(args: readonly string[]): string[] {
  let within = false
  return args.flatMap((arg, index) => {
    const isMore = within && args[index - 1] !== '--with' && /^[A-Za-z]\w*=/.test(arg)
    within = args[index - 1] === '--with' || isMore
    return isMore ? ['--with', arg] : [arg]
  })
}

/** Of a word that is no command, the default command would say that it is one argument too many. */
function refuseUnknown([word = '-']: readonly string[]): void {
  const names = [...COMMAND_NAMES, 'complete', 'help']
  if (word.startsWith('-') || names.includes(word)) return
  throw new CallError(
    `There is no command ${quoteValue(word)}. ${didYouMean(word, names)}perimeter --help lists them`,
  )
}

const ABOUT_ALL = ['-h', '--help', '-V', '--version']

/** The command that a call names first, or that of flags alone; all, where they are to be listed or completed. */
function neededFor(args: readonly string[]): readonly CommandName[] {
  const [word = '-'] = args
  if (isCommandName(word)) return [word]
  const isOfDefault = word.startsWith('-') && !args.some((arg) => ABOUT_ALL.includes(arg))
  return isOfDefault ? ['check'] : COMMAND_NAMES
}

interface ProgramOptions {
  /** Default: all. */
  readonly commands?: readonly CommandName[]
  /** Columns of the help; default: those of the terminal. */
  readonly width?: number
}

/** The command line with its commands. */
export async function programOf(
  io: Io,
  done: (s: ExitStatus) => void,
  { commands = COMMAND_NAMES, width }: ProgramOptions = {},
): Promise<Command> {
  const program = new Command('perimeter').description(ABOUT).addHelpText('after', STATUSES)
  // Set before the commands are added: they inherit it.
  program
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => io.err(brief(text)),
      getOutHasColors: () => false,
      ...(width === undefined ? {} : { getOutHelpWidth: () => width }),
    })
    .showHelpAfterError('(perimeter --help lists the commands and options)')
    .option('-V, --version', 'version and commit of the program')
    .on('option:version', () => {
      io.out(versionText())
      throw new CommanderError(0, 'perimeter.version', '')
    })
  for (const add of await loadCommands(commands)) add(program, io, done)
  addExamples(program)
  return program
}

function statusOf(error: unknown, io: Io): ExitStatus {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? EXIT.asExpected : EXIT.wrongCall
  if (error instanceof CallError || error instanceof RefusedConfigError) {
    io.err(`perimeter: ${brief(error.message)}\n`)
    return EXIT.wrongCall
  }
  if (error instanceof StoreError) {
    io.err(`perimeter: ${brief(error.message)}\n`)
    return EXIT.notStored
  }
  throw error
}

/** Of a line of an error, in characters: whatever was given, it is not dumped. */
const LONGEST_LINE = 1_000

function brief(message: string): string {
  const lines = message.split('\n')
  return lines
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
    .join('\n')
}
