import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { httpServer, respondRaw } from '../fixtures/http-server.ts'
import { site, TOKEN } from '../shared/web/site.ts'
import { assertClean, look } from './look.ts'
import type { Tally } from './tally.ts'

const CONFIG = 'targets: [{ name: own, url: "http://own.test/" }]\nalerts: { openAfter: 1 }\n'

/** The forms of the page, over the whole program, as a person without JavaScript uses them. */
export async function actChecks(browser: Browser, tally: Tally): Promise<void> {
  await using server = await httpServer(respondRaw('', 'reset'))
  const names = { 'own.test': [['10.1.1.1']] }
  await using at = await site(CONFIG, { names, port: server.port })
  await at.agent.sweep('scheduled', new AbortController().signal)
  const listening = serve({ fetch: at.app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => listening.once('listening', resolve))
  const { port } = listening.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/status`
  const httpCredentials = { username: 'ann', password: TOKEN }
  const [incident] = await at.store.incidents({ limit: 1 })
  try {
    for (const javaScriptEnabled of [false, true]) {
      const options = { javaScriptEnabled, httpCredentials }
      const how = javaScriptEnabled ? 'with' : 'without'
      await tally.check(`a cause is checked again from the page, ${how} JavaScript`, () =>
        look(browser, url, options, async ({ page }) => {
          await press(page, 'Check 1 target again')
          assert.match((await page.locator('h1').textContent()) ?? '', /^1 target checked: 1 FAIL$/)
        }),
      )
    }
    await tally.check('an incident is acknowledged and silenced from the page', () =>
      look(browser, url, { javaScriptEnabled: false, httpCredentials }, async ({ page }) => {
        await page.locator('.acts summary').click()
        await page.getByLabel('Your name').first().fill('Ann')
        await page.getByRole('button', { name: 'Acknowledge' }).click()
        assert.equal(await page.locator('h1').textContent(), 'Acknowledged')
        await page.goto(url)
        assert.match((await page.locator('.causes').textContent()) ?? '', /\(acknowledged\)/)
        await page.locator('.acts summary').click()
        await page.getByLabel('For').selectOption('4')
        await page.getByRole('button', { name: 'Silence' }).click()
        assert.match((await page.locator('h1').textContent()) ?? '', /^Silenced until /)
        const now = await at.store.incident(incident?.id ?? '')
        assert.ok(now !== null && now.incident.silencedUntil !== null)
        assert.ok(now.incident.log.some(({ reason }) => reason.startsWith('Acknowledged by Ann')))
      }),
    )
    await tally.check('the page with its forms: axe, policy, console and width', () =>
      look(browser, url, { httpCredentials, viewport: { width: 390, height: 900 } }, assertClean),
    )
  } finally {
    listening.close()
  }
}

async function press(page: Page, name: string): Promise<void> {
  await page.locator('.acts summary').click()
  await page.getByRole('button', { name }).click()
}
