import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { statusSample, targetSample } from '../shared/web/page/sample.ts'
import { actChecks } from './act-checks.ts'
import { attackChecks } from './attack-checks.ts'
import { firstScreenChecks } from './first-screen-checks.ts'
import { liveChecks } from './live-checks.ts'
import { readChecks } from './read-checks.ts'
import { screenshots } from './screenshots.ts'
import { Site } from './site.ts'
import { speedChecks } from './speed-checks.ts'
import { tableChecks } from './table-checks.ts'
import { Tally } from './tally.ts'

const { values } = parseArgs({
  options: {
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    only: { type: 'string', default: '' },
    screenshots: { type: 'string' },
  },
})

const browser = await chromium.launch({
  executablePath: values.chromium,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const tally = new Tally(values.only)
try {
  const status = statusSample()
  const target = targetSample('azure-container-registry/login-server', status)
  await using site = await Site.open({ status, target, refresh: 15, answers: 200 })
  await readChecks(browser, site, tally)
  await firstScreenChecks(browser, site, tally)
  await tableChecks(browser, site, tally)
  await actChecks(browser, tally)
  await attackChecks(browser, tally)
  await liveChecks(browser, tally)
  await speedChecks(tally)
  if (values.screenshots !== undefined) {
    mkdirSync(values.screenshots, { recursive: true })
    await screenshots(browser, site, values.screenshots)
  }
} finally {
  await browser.close()
}
process.exitCode = tally.end() ? 0 : 1
