import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { threeIncidents } from '../shared/web/page/three-incidents.ts'
import { assertClean, look } from './look.ts'
import type { Site } from './site.ts'
import type { Tally } from './tally.ts'

const PHONE = { width: 390, height: 900 }

/** The table of targets: what fails is in sight, what is old looks old, and it can be filtered. */
export async function tableChecks(browser: Browser, site: Site, tally: Tally): Promise<void> {
  const { status } = site.shown
  site.shown.status = threeIncidents(6, 200)
  const url = `${site.origin}/api/status`
  await tally.check('on a phone the column that fails most is in sight, a silent one is last', () =>
    look(browser, url, { viewport: PHONE }, async ({ page }) => {
      const columns = await page.locator('.matrix thead th').allTextContents()
      assert.equal(columns[1], 'prod-japaneast')
      assert.match(columns.at(-1) ?? '', /^onprem-arc silent, 4 h 12 min old$/)
      const first = await page.locator('.matrix tbody td').first().boundingBox()
      assert.ok(first !== null && first.x + first.width <= PHONE.width)
      assert.equal(await page.locator('.matrix tbody tr td:last-child:not(.old)').count(), 0)
    }),
  )
  await tally.check('the table is filtered while typing', () =>
    look(browser, url, {}, async (looked) => {
      await filterBy(looked.page, async () => {})
      await assertClean(looked)
    }),
  )
  await tally.check('the table is filtered by a form without JavaScript', () =>
    look(browser, url, { javaScriptEnabled: false }, ({ page }) =>
      filterBy(page, () => page.locator('.filter button').click()),
    ),
  )
  await tally.check('local time stands beside UTC, and the first screen has room for it', () =>
    look(browser, url, { viewport: PHONE, timezoneId: 'Asia/Tokyo' }, async ({ page }) => {
      const since = page
        .locator('.causes article')
        .first()
        .locator('div', { hasText: /^Since/ })
      assert.match((await since.textContent()) ?? '', /^Since02:32:05 UTC \(11:32 .+?\), 42 min/)
      const cause = page
        .locator('.causes article')
        .first()
        .locator('div', { hasText: /^Cause/ })
      const box = await cause.boundingBox()
      assert.ok(box !== null && box.y + box.height <= PHONE.height)
    }),
  )
  site.shown.status = status
}

async function filterBy(page: Page, apply: () => Promise<void>): Promise<void> {
  await page.locator('#q').fill('svc-17.contoso.com')
  await apply()
  await rows(page, 1)
  assert.equal(new URL(page.url()).searchParams.get('q'), 'svc-17.contoso.com')
  await page.locator('#q').fill('no such thing')
  await apply()
  await rows(page, 0)
  await page.locator('#q').fill('')
  await page.locator('#only').check()
  await apply()
  await rows(page, 5)
  assert.equal(await page.locator('#passing').count(), 0)
}

async function rows(page: Page, count: number): Promise<void> {
  const locator = page.locator('.matrix tbody tr')
  const end = performance.now() + 60_000
  while ((await locator.count()) !== count) {
    if (performance.now() > end) assert.fail(`${await locator.count()} rows instead of ${count}`)
    await page.waitForTimeout(50)
  }
}
