import { Argument, type Command } from 'commander'
import { candidatesOf } from '../completion/candidates.ts'
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.ts'
import { EXIT, type ExitStatus, type Io } from '../io.ts'

/** `perimeter completion SHELL`, and `perimeter complete`, which the script that it prints calls. */
export function completionCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('completion')
    .description('Print what makes a shell complete calls of perimeter')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: Shell) => {
      io.out(SCRIPTS[shell])
      done(EXIT.asExpected)
    })
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: readonly string[]) => {
      // What a newer PowerShell hands over for an empty word.
      const given = words.map((word) => (word === '""' ? '' : word))
      io.out(
        candidatesOf(program, given)
          .map(({ word, about }) => `${word}\t${about}\n`)
          .join(''),
      )
      done(EXIT.asExpected)
    })
}
