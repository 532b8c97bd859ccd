import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { oneCause } from '../shared/web/page/one-cause.ts'
import { threeIncidents } from '../shared/web/page/three-incidents.ts'
import { assertClean, look } from './look.ts'
import type { Site } from './site.ts'
import type { Tally } from './tally.ts'

const SCREEN = { width: 1280, height: 900 }
const WIDTHS = [1280, 900, 390]
const PARTS = ['Fix', 'Since', 'Change', 'Breaks', 'Cause']

/** Whoever is woken sees without a scroll: what is the cause, since when, what changed, and what mends it. */
export async function firstScreenChecks(browser: Browser, site: Site, tally: Tally): Promise<void> {
  const { status } = site.shown
  for (const vantages of [1, 3, 6]) {
    for (const targets of [20, 200]) {
      for (const width of WIDTHS) {
        site.shown.status = threeIncidents(vantages, targets)
        await tally.check(
          `three causes, ${targets} targets, ${vantages} vantages, ${width} px: the first is whole on the first screen`,
          () => firstScreen(browser, site, width),
        )
      }
    }
  }
  for (const vantages of [1, 3]) {
    site.shown.status = oneCause(vantages)
    await tally.check(
      `one cause of 60 targets at ${vantages} vantages: all of it on the first screen`,
      () => firstScreen(browser, site, SCREEN.width),
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

async function firstScreen(browser: Browser, site: Site, width: number): Promise<void> {
  const viewport = { ...SCREEN, width }
  await look(browser, `${site.origin}/api/status`, { viewport }, async (looked) => {
    const card = looked.page.locator('.causes article').first()
    for (const part of PARTS) {
      const term = card.locator('dt', { hasText: new RegExp(`^${part}$`) })
      const text = await term.locator('xpath=following-sibling::dd[1]').boundingBox()
      assert.ok(text !== null, `${part} is not shown`)
      const end = text.y + text.height
      assert.ok(end <= SCREEN.height, `${part} ends below the first screen, at ${end} px`)
    }
    await assertClean(looked)
  })
}
