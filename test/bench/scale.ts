import { loadavg } from 'node:os'
import { planConfig } from '../../runtime/plan-config.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { spread } from './figures.ts'

/**
 * How long large configurations take from their text to the plan: `scale.ts [ROUNDS]`. By the time of the processor,
 * which other work of the machine moves less than the clock. Exit status 0: within the bar, 1: above it.
 */

/** What 10,000 targets may take, in ms. */
const BAR = 1000

const rounds = Number(process.argv[2] ?? 5)

process.stdout.write(`${rounds} rounds; load of the machine ${loadavg()[0]?.toFixed(2)}\n`)
const medians = [10_000, 20_000, 50_000].map((count) => [count, measured(count)] as const)
const base = medians[0]?.[1] ?? Number.NaN
for (const [count, median] of medians.slice(1)) {
  const ratio = median / base
  process.stdout.write(`${count} targets: ${ratio.toFixed(2)} x the time of 10,000\n`)
}
process.exitCode = base <= BAR ? 0 : 1

function measured(count: number): number {
  const text = configurationOf(count)
  const times = Array.from({ length: rounds }, () => planned(text, count))
  const { min, median, max } = spread(times)
  const [low, middle, high] = [min, median, max].map((ms) => ms.toFixed(0))
  process.stdout.write(`${count} targets planned in ${middle} ms (${low}..${high}) of CPU\n`)
  return median
}

/** As people write it: names, some expectations, some that depend on others. */
function configurationOf(count: number): string {
  const targets = Array.from({ length: count }, (_, i) => {
    const expect = i % 10 === 0 ? ', expect: { resolution: private }' : ''
    const needs = i % 50 === 1 ? `, dependsOn: [target ${i - 1}]` : ''
    return `  - { name: target ${i}, url: "https://t${i}.contoso.com/health"${expect}${needs} }`
  })
  return ['vantage: here', 'proxy: none', 'targets:', ...targets, ''].join('\n')
}

function planned(text: string, count: number): number {
  const before = process.cpuUsage()
  const config = checkedConfig(text, 'perimeter.yaml', {})
  const { targets } = planConfig(config, { folder: '.', env: {} })
  if (targets.length !== count)
    throw new Error(`${targets.length} targets were planned of ${count}`)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
