import { readFileSync } from 'node:fs'
import { composeCheck } from '../../cli/compose.ts'
import { render } from '../../cli/format.ts'
import { processIo } from '../../cli/process-io.ts'
import { loadConfig } from '../../shared/config/load.ts'
import { plan } from '../../shared/config/plan.ts'
import { raise } from './house.ts'
import { pretendNetwork } from './network.ts'

const file = new URL('perimeter.yaml', import.meta.url)
const io = processIo()

const { config, problems } = loadConfig(readFileSync(file, 'utf8'), {
  file: file.pathname,
  env: {},
})
if (config === null) throw new Error(problems.map((p) => p.message).join('\n'))
await using house = await raise()
const planned = plan({ ...config, ca: ['demo root'] }, { env: {}, readFile: () => house.root })
const network = pretendNetwork(house.resolver, house.translation, house.nowhere)
const report = await composeCheck(
  { ...planned, config, owners: [], kind: 'cli', network, onTarget: undefined, tokens: undefined },
  io,
)
io.out('A pretend network on loopback; what follows is the report of a real sweep of it.\n\n')
io.out(render(report, 'pretty', io, false))
