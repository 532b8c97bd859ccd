import type { Command } from 'commander'
import type { ExitStatus, Io } from './io.ts'

/** Adds a command to the program. */
type AddCommand = (program: Command, io: Io, done: (s: ExitStatus) => void) => void

/** The commands in the order of the help. Each is loaded when it is called: none waits for what another one needs. */
const LOADERS = {
  demo: async () => (await import('./command/demo.ts')).demoCommand,
  init: async () => (await import('./command/init.ts')).initCommand,
  check: async () => (await import('./command/check.ts')).checkCommand,
  serve: async () => (await import('./command/serve.ts')).serveCommand,
  explain: async () => (await import('./command/explain.ts')).explainCommand,
  'explain-log': async () => (await import('./command/explain-log.ts')).explainLogCommand,
  catalog: async () => (await import('./command/catalog.ts')).catalogCommand,
  rules: async () => (await import('./command/rules.ts')).rulesCommand,
  network: async () => (await import('./command/network.ts')).networkCommand,
  validate: async () => (await import('./command/validate.ts')).validateCommand,
  schema: async () => (await import('./command/schema.ts')).schemaCommand,
  history: async () => (await import('./command/history.ts')).historyCommand,
  incidents: async () => (await import('./command/incidents.ts')).incidentsCommand,
  alerts: async () => (await import('./command/alerts.ts')).alertsCommand,
  baseline: async () => (await import('./command/baseline.ts')).baselineCommand,
  mcp: async () => (await import('./command/mcp.ts')).mcpCommand,
  diff: async () => (await import('./command/diff.ts')).diffCommand,
  completion: async () => (await import('./command/completion.ts')).completionCommand,
} satisfies Readonly<Record<string, () => Promise<AddCommand>>>

export type CommandName = keyof typeof LOADERS

export const COMMAND_NAMES = Object.keys(LOADERS) as readonly CommandName[]

/** Whether a word of a call is the name of a command. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(LOADERS, word)
}

/** Loads commands, to be added to a program in this order. */
export async function loadCommands(names: readonly CommandName[]): Promise<readonly AddCommand[]> {
  return await Promise.all(names.map((name) => LOADERS[name]()))
}
