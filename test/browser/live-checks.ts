import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { statusSample, targetSample } from '../shared/web/page/sample.ts'
import { look, refreshed, until } from './look.ts'
import { Site } from './site.ts'
import type { Tally } from './tally.ts'

/** What a little JavaScript adds: the page follows the sweeps, says when it cannot, and fills a ticket. */
export async function liveChecks(browser: Browser, tally: Tally): Promise<void> {
  const status = statusSample()
  const target = targetSample('azure-container-registry/login-server', status)
  await using site = await Site.open({ status, target, refresh: 1, answers: 200 })
  const { shown } = site

  await tally.check('an open page shows the next sweep, and keeps folds, focus and place', () =>
    look(browser, `${site.origin}/api/status`, {}, async ({ page, complaints }) => {
      await page.locator('#passing summary').click()
      await page.locator('.matrix a').first().focus()
      shown.status = { ...status, vantages: status.vantages.slice(2), incidents: [] }
      await until(page, 'document.title.startsWith("All ")')
      assert.equal(await page.locator('#passing').getAttribute('open'), '')
      shown.status = status
      await until(page, 'document.title.includes("8 capabilities")')
      await page.locator('.matrix a').first().focus()
      const link = await page.evaluate('document.activeElement.href')
      await refreshed(page)
      assert.equal(await page.evaluate('document.activeElement.href'), link)
      assert.deepEqual(complaints, [])
    }),
  )
  await tally.check('a page that cannot be fetched says that it is old, and recovers', () =>
    look(browser, `${site.origin}/api/status`, {}, async ({ page }) => {
      shown.answers = 503
      await until(page, 'document.getElementById("live").textContent.startsWith("NOT UPDATED")')
      assert.match((await page.locator('h1').textContent()) ?? '', /8 capabilities/)
      shown.answers = 200
      await until(page, 'document.getElementById("live").textContent.startsWith("Live")')
    }),
  )
  await tally.check('a text that is being selected is not taken away', () =>
    look(browser, `${site.origin}/api/status`, {}, async ({ page }) => {
      await page.evaluate(
        'window.asked = 0; window.fetch = () => { asked++; return Promise.reject(new Error("later")) }',
      )
      await page.evaluate('getSelection().selectAllChildren(document.querySelector("h1"))')
      await page.evaluate('asked = 0; document.dispatchEvent(new Event("visibilitychange"))')
      assert.equal(await page.evaluate('asked'), 0)
      await page.evaluate(
        'getSelection().removeAllRanges(); document.dispatchEvent(new Event("visibilitychange"))',
      )
      await until(page, 'asked > 0')
    }),
  )
  const permissions = ['clipboard-read', 'clipboard-write']
  await tally.check('"Copy as Markdown" puts the ticket on the clipboard', () =>
    look(browser, `${site.origin}/api/target?id=x`, { permissions }, async ({ page }) => {
      await page.locator('button[data-copy]').click()
      await page.locator('button[data-copy]', { hasText: 'Copied' }).waitFor()
      const copied = await page.evaluate('navigator.clipboard.readText()')
      assert.equal(copied, await page.locator('#ticket').inputValue())
    }),
  )
  await tally.check('it does so too where there is no clipboard API, as without HTTPS', () =>
    look(browser, `${site.origin}/api/target?id=x`, { permissions }, async ({ page }) => {
      await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("no"))')
      await page.locator('button[data-copy]').click()
      await page.locator('button[data-copy]', { hasText: 'Copied' }).waitFor()
      assert.match(
        String(await page.evaluate('navigator.clipboard.readText()')),
        /^## FAIL: acrlab/,
      )
    }),
  )
}
