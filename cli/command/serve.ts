import { type Command, InvalidArgumentError } from 'commander'
import type { ExitStatus, Io } from '../io.ts'
import type { Serving } from '../serve/serve.ts'

interface ServeFlags extends Pick<Serving, 'config' | 'host' | 'port'> {
  readonly network?: string
}

/** `perimeter serve`: schedule, API and page until it is stopped. */
export function serveCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('serve')
    .description('Sweep by the schedule, and serve the API and the page, until it is stopped')
    .option('-c, --config <file>', 'configuration file', 'perimeter.yaml')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0: any that is free', portNumber, 8080)
    .option('--network <file>', 'the configuration of the network, to name what decides')
    .addHelpText(
      'after',
      '\nThe token of the API is PERIMETER_TOKEN, or one that is generated on first run and kept next to the store.',
    )
    .action(async ({ network, ...flags }: ServeFlags) => {
      // Loaded here and not above: no other command pays for the server.
      const { serve } = await import('../serve/serve.ts')
      done(await serve({ ...flags, networkFile: network }, io))
    })
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536
  if (port > 65_535) throw new InvalidArgumentError('Write a port from 0 to 65535.')
  return port
}
