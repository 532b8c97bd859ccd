import os from 'node:os'
import path from 'node:path'
import type { Command } from 'commander'
import { senderOf } from '../../runtime/sender.ts'
import type { Config } from '../../shared/config/schema.ts'
import { quoteValue } from '../../shared/document/problem.ts'
import { errorOf } from '../../shared/notify/outcome.ts'
import { type Receiver, receiversOf } from '../../shared/notify/receiver.ts'
import { requestFor } from '../../shared/notify/request.ts'
import { DELIVERY } from '../../shared/notify/retry.ts'
import { testNotification } from '../../shared/notify/test-notification.ts'
import type { Sender } from '../../shared/ports/sender.ts'
import { CallError, EXIT, type ExitStatus, type Io } from '../io.ts'
import { DEFAULT_FILE, readConfig } from '../plan.ts'

interface AlertFlags {
  readonly config?: string
  readonly channel?: string
}

/** `perimeter alerts test`: a test message to every channel, and whether it took it. */
export function alertsCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('alerts')
    .description('Test who is notified of incidents')
    .command('test')
    .description('Send a test message to every receiver of alerts.notify, and print the outcome')
    .option('-c, --config <file>', 'configuration file (default: perimeter.yaml)')
    .option('--channel <name>', 'only to the receiver of this name')
    .action(async (flags: AlertFlags) => done(await testChannels(flags, io)))
}

async function testChannels(flags: AlertFlags, io: Io): Promise<ExitStatus> {
  const file = flags.config ?? DEFAULT_FILE
  const remedy = 'create it (docs/configuration.md), or name another with --config'
  const config = readConfig(file, io, remedy)
  const channels = chosen(receiversOf(config.alerts), flags.channel)
  const sender = senderOf(config, { folder: path.dirname(path.resolve(io.cwd, file)), env: io.env })
  const errors = await Promise.all(channels.map((channel) => tryOne(channel, config, sender)))
  channels.forEach(({ name }, i) => void io.out(`${name}: ${errors[i] ?? 'took it'}\n`))
  return errors.every((error) => error === null) ? EXIT.asExpected : EXIT.notAsExpected
}

function chosen(channels: readonly Receiver[], name: string | undefined): readonly Receiver[] {
  if (channels.length === 0) {
    throw new CallError('Nobody is notified: add a receiver to alerts.notify (docs/alerts.md)')
  }
  const some = channels.filter((channel) => name === undefined || channel.name === name)
  if (some.length > 0) return some
  const known = channels.map((channel) => channel.name).join(', ')
  throw new CallError(`alerts.notify has no receiver ${quoteValue(name)}: there are ${known}`)
}

async function tryOne(channel: Receiver, config: Config, sender: Sender): Promise<string | null> {
  const now = new Date()
  const test = testNotification(config.vantage ?? os.hostname(), channel.name, now)
  const result = await sender.send(requestFor(test, channel, now), DELIVERY.attempt)
  const error = errorOf(result, channel.receiver)
  if (error !== null || channel.receiver.kind !== 'pagerduty') return error
  // The alert that the test has opened is closed again, with its own key.
  const end = { ...test, what: 'closed' } as const
  return errorOf(
    await sender.send(requestFor(end, channel, now), DELIVERY.attempt),
    channel.receiver,
  )
}
