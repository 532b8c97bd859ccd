import type { Command } from 'commander'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { plan } from '../../shared/config/plan.ts'
import { composeCheck } from '../compose.ts'
import { render } from '../format.ts'
import { EXIT, type ExitStatus, type Io } from '../io.ts'

/** `perimeter demo`: what a report looks like, without a network to break. */
export function demoCommand(program: Command, io: Io, done: (s: ExitStatus) => void): void {
  program
    .command('demo')
    .description(
      'Break a pretend network on loopback in a dozen ways, sweep it, and print the report (Linux; no packet leaves the machine)',
    )
    .action(async () => {
      io.out(await demonstration(io))
      done(EXIT.asExpected)
    })
}

async function demonstration(io: Io): Promise<string> {
  // Loaded by this command only: it mints certificates.
  const { DEMO_CONFIG } = await import('../../demo/config.ts')
  const { raise } = await import('../../demo/house.ts')
  const { pretendNetwork } = await import('../../demo/network.ts')
  const config = checkedConfig(DEMO_CONFIG, 'the demonstration', {})
  await using house = await raise()
  const planned = plan({ ...config, ca: ['demo root'] }, { env: {}, readFile: () => house.root })
  const network = pretendNetwork(house.resolver, house.translation, house.nowhere)
  const none = { onTarget: undefined, tokens: undefined }
  const report = await composeCheck(
    { ...planned, ...none, config, owners: [], knownNetwork: null, kind: 'cli', network },
    io,
  )
  return `A pretend network on loopback; what follows is the report of a real sweep of it.\n\n${await render(report, 'pretty', io, false)}`
}
