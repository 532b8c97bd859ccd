import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { oneCause } from '../shared/web/page/one-cause.ts'
import { assertClean, look } from './look.ts'
import type { Site } from './site.ts'
import type { Tally } from './tally.ts'

const SCREEN = { width: 1280, height: 900 }
const PARTS = ['Cause', 'Fix', 'Since', 'Change']

/** Whoever is woken sees without a scroll: what is the cause, since when, what changed, and what mends it. */
export async function firstScreenChecks(browser: Browser, site: Site, tally: Tally): Promise<void> {
  const { status } = site.shown
  for (const vantages of [1, 3]) {
    site.shown.status = oneCause(vantages)
    await tally.check(
      `one cause of 60 targets at ${vantages} vantages: all of it on the first screen`,
      () =>
        look(browser, `${site.origin}/api/status`, { viewport: SCREEN }, async (looked) => {
          const { page } = looked
          assert.equal(await page.locator('#causes ~ .causes article').count(), 1)
          for (const part of PARTS) {
            const term = page.locator('.causes article dt', { hasText: new RegExp(`^${part}$`) })
            const text = await term.locator('xpath=following-sibling::dd[1]').boundingBox()
            assert.ok(text !== null, `${part} is not shown`)
            assert.ok(text.y + text.height <= SCREEN.height, `${part} ends below the first screen`)
          }
          await assertClean(looked)
        }),
    )
    const [incident] = site.shown.status.incidents
    await tally.check(
      `its incident at ${vantages} vantages has before and after side by side`,
      () =>
        look(
          browser,
          `${site.origin}/api/incidents?id=${incident?.id}`,
          { viewport: SCREEN },
          async (looked) => {
            const row = looked.page.locator('.changes tbody tr').last().locator('td')
            const boxes = await Promise.all([row.nth(0).boundingBox(), row.nth(1).boundingBox()])
            const [before, after] = boxes
            assert.ok(before != null && after != null && before.y === after.y && before.x < after.x)
            await assertClean(looked)
          },
        ),
    )
  }
  site.shown.status = status
}
