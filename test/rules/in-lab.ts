import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from '../../shared/model/report.ts'
import type { FormatName } from '../../shared/recipes/formats.ts'
import { call } from '../cli/call.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { PROXY_ADDRESS, PROXY_PORTS } from '../lab/network/topology.ts'
import { whatIsMissing } from '../lab/requirements.ts'
import { apply } from '../lab/scenario/apply.ts'
import { probe } from '../lab/scenario/probe.ts'
import { type NamedScenario, scenario } from '../lab/scenario/schema.ts'
import { closeSession, openSession, runInside } from '../lab/session.ts'
import { loadWorld } from '../lab/world/load.ts'

/**
 * Do the rules mend what was broken? In the fault lab a firewall and a proxy deny by default; `perimeter rules --missing`
 * reads the report, the rules that it prints are applied, and the capabilities that failed must pass, while
 * what must be blocked stays blocked. Needs what the lab needs; last line `N passed, N failed`.
 */
const say = (text: string) => void process.stdout.write(text)

const SYSTEM = {
  catalogs: [
    {
      use: 'azure-functions',
      with: {
        ...{ app: 'func-lab', region: 'japaneast', plan: 'flex-consumption' },
        ...{ build: ['python'], storageAccount: 'stlab' },
      },
    },
  ],
  targets: [
    { name: 'the internet', url: 'https://www.google.com/', expect: { reachability: 'blocked' } },
  ],
}

/** One device that denies by default, and how its rules are put into it. */
interface Proof {
  readonly name: string
  readonly format: FormatName
  readonly before: NamedScenario
  /** Applies the printed rules; the scenario that then holds. */
  readonly mend: (lab: Lab, rules: string) => Promise<NamedScenario>
}

const firewalled = (allow: readonly string[]) =>
  named('firewall', {
    firewall: [{ action: 'application-rules', to: 'inet', allow }],
    config: SYSTEM,
  })

const proxied = named('proxy', {
  config: { proxy: `http://${PROXY_ADDRESS}:${PROXY_PORTS.denying}`, ...SYSTEM },
})

const PROOFS: readonly Proof[] = [
  {
    name: 'application rules of a firewall',
    format: 'azure-firewall',
    before: firewalled([]),
    mend: (_, rules) => Promise.resolve(firewalled(fqdnsOf(rules))),
  },
  {
    name: 'access list of a proxy',
    format: 'squid',
    before: proxied,
    mend: async (lab, rules) => {
      await reconfigureSquid(lab, rules)
      return proxied
    },
  },
]

function named(name: string, given: object): NamedScenario {
  return { ...scenario.parse({ shows: name, expect: {}, ...given }), name: `rules/${name}` }
}

/** What the template allows by name. */
function fqdnsOf(template: string): readonly string[] {
  return [...template.matchAll(/"targetFqdns": \[\s*"([^"]*)"/g)].map(([, name = '']) => name)
}

/** Puts the rules before the lab’s own, which deny the rest, and waits until squid listens by them. */
async function reconfigureSquid({ session }: Lab, rules: string): Promise<void> {
  const folder = path.join(session.folder, 'squid')
  const file = path.join(folder, 'squid.conf')
  const starts = () =>
    readFileSync(path.join(folder, 'cache.log'), 'utf8').split('Accepting HTTP').length
  const before = starts()
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^http_access /m, `${rules}\n$&`))
  await runInside(session, 'proxy', ['squid', '-k', 'reconfigure', '-f', file])
  const end = performance.now() + 10_000
  while (starts() < before + Object.keys(PROXY_PORTS).length) {
    if (performance.now() > end) throw new Error('squid did not take its new configuration in 10 s')
    await sleep(50)
  }
}

/** Runs a proof; what it returns is wrong. */
async function prove(lab: Lab, { format, before, mend }: Proof): Promise<readonly string[]> {
  const broken = await reportIn(lab, before)
  const failing = capabilities(broken, 'fail')
  const files = {
    config: path.join(lab.session.folder, 'probe/perimeter.yaml'),
    report: path.join(lab.session.folder, 'report.json'),
  }
  writeFileSync(files.report, JSON.stringify(broken))
  const args = ['rules', '--config', files.config, '--for', format, '--missing', files.report]
  const { out, err } = await call(args)
  if (err !== '') return [err]
  const mended = await reportIn(lab, await mend(lab, out))
  const internet = mended.results.find(({ target }) => target.name === 'the internet')
  const left = await call([...args.slice(0, -1), written(lab, mended)])
  return [
    ...(failing.includes('azure-functions/build-python') ? [] : ['nothing failed before']),
    ...capabilities(mended, 'fail').map((id) => `${id} still fails`),
    ...(internet?.verdict === 'pass' ? [] : [`what must be blocked is ${internet?.verdict}`]),
    ...(left.out.includes('nothing is missing') ? [] : [`rules are still missing:\n${left.out}`]),
  ]
}

function written(lab: Lab, report: Report): string {
  const file = path.join(lab.session.folder, 'mended.json')
  writeFileSync(file, JSON.stringify(report))
  return file
}

async function reportIn(lab: Lab, given: NamedScenario): Promise<Report> {
  return await probe(lab, given, await apply(lab, given), new AbortController().signal)
}

function capabilities(report: Report, verdict: string): readonly string[] {
  return report.capabilities.filter((c) => c.verdict === verdict).map((c) => c.id)
}

async function main(): Promise<number> {
  const missing = whatIsMissing()
  if (missing !== null) {
    process.stderr.write(`rules: ${missing}\n`)
    return 2
  }
  const session = openSession(process.pid)
  let failed = 0
  try {
    const lab = await startLab(session, loadWorld(new Map()))
    for (const proof of PROOFS) {
      const wrong = await prove(lab, proof)
      if (wrong.length > 0) failed++
      say(`${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${proof.format.padEnd(16)} ${proof.name}\n`)
      for (const line of wrong) say(`      ${line}\n`)
    }
  } finally {
    await closeSession(session.pid)
  }
  say(`\n${PROOFS.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

process.exit(await main())
