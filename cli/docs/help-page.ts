import process from 'node:process'
import type { Command } from 'commander'
import { wrapMarkdown } from '../../shared/view/wrap-markdown.ts'
import type { Io } from '../io.ts'
import { programOf } from '../program.ts'

const INTRO = `# Command line

The help of every command, as \`perimeter COMMAND --help\` prints it. This page is generated from the program
(\`npm run docs\`); change the commands under \`cli/command/\`, not the page.
`

/** Columns of the help on the page. */
const WIDTH = 100

/** The page docs/cli.md: the help of the program and of each of its commands, as Markdown. */
export async function helpPage(): Promise<string> {
  let text = ''
  const io: Io = {
    out: (more) => {
      text += more
    },
    err: () => {},
    env: {},
    cwd: '.',
    terminal: { out: false, err: false, columns: WIDTH },
    signal: new AbortController().signal,
  }
  const program = await programOf(io, () => {}, { width: WIDTH })
  const sections = [...commandsOf(program)].map(({ name, command }) => {
    text = ''
    command.outputHelp()
    return `## ${name}\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`
  })
  return wrapMarkdown([INTRO, ...sections].join('\n'))
}

/** A command and what is below it, each with its whole name; a group without an action only as its commands. */
function* commandsOf(
  command: Command,
  above = '',
): Generator<{ readonly name: string; readonly command: Command }> {
  const name = `${above}${command.name()}`
  yield { name, command }
  for (const below of command.commands) yield* commandsOf(below, `${name} `)
}

if (import.meta.main) process.stdout.write(await helpPage())
