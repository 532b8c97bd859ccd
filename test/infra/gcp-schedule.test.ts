import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nextTime } from '../../shared/config/next-time.ts'
import { terraform } from './terraform.ts'

/** NCRONTAB in perimeter.yaml, and what Cloud Scheduler gets of it. */
const SCHEDULES = [
  { ncrontab: '0 */5 * * * *', cron: '*/5 * * * *', minutes: 5 },
  { ncrontab: '0  */15 *  * * *', cron: '*/15 * * * *', minutes: 15 },
  { ncrontab: '00 0 6,18 * * *', cron: '0 6,18 * * *', minutes: 0 },
  { ncrontab: '0 5/15 * * * *', cron: '5-59/15 * * * *', minutes: 0 },
  { ncrontab: '0 7/1,30/20 8/4 * * 1/2', cron: '7,30-59/20 8-23/4 * * 1-6/2', minutes: 0 },
  { ncrontab: '0 0-30/10 0 * jan-mar mon-fri', cron: '0-30/10 0 * jan-mar mon-fri', minutes: 0 },
]

const skipped = terraform === null ? ' (SKIPPED: terraform is not installed)' : ''

describe.skipIf(terraform === null)(`the schedule of gcp/infra${skipped}`, () => {
  test('is that of the configuration, in five fields', async () => {
    const found = []
    for (const { ncrontab } of SCHEDULES) found.push(await planned(`schedule: "${ncrontab}"`))
    expect(found).toEqual(
      SCHEDULES.map(({ cron, minutes }) => ({ cron, interval_minutes: minutes })),
    )
  }, 60_000)

  test('is the program’s own where the configuration names none', async () => {
    expect(await planned('targets: []')).toEqual({ cron: '*/5 * * * *', interval_minutes: 5 })
  })
})

test.for(SCHEDULES)('$ncrontab comes when $cron does', ({ ncrontab, cron }) => {
  let at = new Date('2026-11-22T00:00:00Z')
  for (let i = 0; i < 60; i++) {
    const next = nextTime(ncrontab, at)
    // Of these no step begins at a single number, so both readings of the five fields are one.
    expect(nextTime(`0 ${cron}`, at)).toEqual(next)
    if (next === null) return
    at = next
  }
})

/** The locals that Terraform makes of a configuration. */
async function planned(config: string): Promise<unknown> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perimeter-'))
  try {
    await copyFile('gcp/infra/config.tf', path.join(folder, 'config.tf'))
    await copyFile('gcp/infra/variables.tf', path.join(folder, 'variables.tf'))
    await writeFile(path.join(folder, 'perimeter.yaml'), config)
    const expression =
      'jsonencode({ cron = local.cron, interval_minutes = local.interval_minutes })'
    const vars = { project: 'contoso', region: 'r', subnetwork: 's', config_file: 'perimeter.yaml' }
    const args = Object.entries(vars).map(([name, value]) => `-var=${name}=${value}`)
    const printed = (await terraform?.(folder, ['console', ...args], `${expression}\n`)) ?? ''
    // A text in a text.
    return JSON.parse(JSON.parse(printed))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
