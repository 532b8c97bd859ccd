import type { Command } from 'commander'
import type { ExitStatus, Io } from '../io.ts'

interface McpFlags {
  readonly config?: string
  readonly save?: boolean
}

/** `perimeter mcp`: the tools of this program for an assistant, until it hangs up. */
export function mcpCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('mcp')
    .description('Serve an assistant by the Model Context Protocol, over standard input and output')
    .option('-c, --config <file>', 'configuration file (default: perimeter.yaml, if there is one)')
    .option('--save', 'keep the reports of checks in the store; without it nothing is written')
    .action(async (flags: McpFlags) => {
      // Loaded here and not above: no other command pays for the protocol.
      const { serveAssistant } = await import('../mcp/serve-assistant.ts')
      done(await serveAssistant({ config: flags.config, save: flags.save === true }, io))
    })
}
