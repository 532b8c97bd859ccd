import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { configuredTarget } from '../shared/web/page/configured-target.ts'
import { assertClean, look } from './look.ts'
import type { Site } from './site.ts'
import type { Tally } from './tally.ts'

const SCREENS = [
  { name: 'light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { name: 'phone, light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'phone, dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { name: 'wall', viewport: { width: 3840, height: 2160 }, colorScheme: 'dark' },
] as const

/** The pages can be read: by everybody, on every screen, with and without JavaScript, with a keyboard, on paper. */
export async function readChecks(browser: Browser, site: Site, tally: Tally): Promise<void> {
  const [incident] = site.shown.status.incidents
  const pages = [
    ['status', '/api/status'],
    ['target', '/api/target?id=x'],
    ['incidents', '/api/incidents'],
    ['one incident', `/api/incidents?id=${incident?.id}`],
    ['no incident', '/api/incidents?id=gone'],
  ] as const
  for (const [name, path] of pages) {
    for (const { name: screen, ...options } of SCREENS) {
      await tally.check(`${name}, ${screen}: axe, policy, console and width`, () =>
        look(browser, site.origin + path, options, assertClean),
      )
    }
  }
  await withConfiguration(browser, site, tally)
  await withoutScript(browser, site, tally)
  await byKeyboard(browser, site, tally)
  await tally.check('on paper, navigation and buttons are left out and folds stand open', () =>
    look(browser, `${site.origin}/api/target?id=x`, {}, async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('nav').isVisible(), false)
      assert.equal(await page.locator('.ticket').isVisible(), false)
      assert.equal(await page.locator('#certificates dl').first().isVisible(), true)
    }),
  )
}

/** The path of a target whose network is known: each hop by what it is known, and the break at the object. */
async function withConfiguration(browser: Browser, site: Site, tally: Tally): Promise<void> {
  const { target } = site.shown
  for (const scenario of ['network/configured-route', 'network/configured-rule']) {
    site.shown.target = configuredTarget(scenario)
    for (const { name: screen, ...options } of SCREENS) {
      await tally.check(`the path of ${scenario}, ${screen}: the break is seen, and said`, () =>
        look(browser, `${site.origin}/api/target?id=x`, options, async (looked) => {
          const broken = looked.page.locator('.walk li', { hasText: 'BREAK' })
          assert.match(
            (await broken.textContent()) ?? '',
            /(?:route|security rule) \S+ .*configuration/,
          )
          const drawn = looked.page.locator('.path svg').filter({ visible: true })
          assert.equal(await drawn.count(), 1)
          await assertClean(looked)
        }),
      )
    }
  }
  site.shown.target = target
}

async function withoutScript(browser: Browser, site: Site, tally: Tally): Promise<void> {
  const options = { javaScriptEnabled: false }
  await tally.check('without JavaScript the status can be read and leads on', () =>
    look(browser, `${site.origin}/api/status`, options, async ({ page }) => {
      assert.match((await page.locator('h1').textContent()) ?? '', /8 capabilities do not work/)
      await page.locator('.matrix td a').first().click()
      assert.equal(new URL(page.url()).pathname, '/api/target')
    }),
  )
  await tally.check(
    'a cause says where its targets are as expected and what differs there, and leads on',
    () =>
      look(browser, `${site.origin}/api/status`, options, async ({ page }) => {
        const works = page
          .locator('.causes article')
          .first()
          .locator('div', { hasText: /^Differs/ })
        assert.match((await works.textContent()) ?? '', /10\.50\.2\.6 there, 20\.194\.66\.6 here/)
        await works.locator('a').click()
        assert.equal(new URL(page.url()).searchParams.get('vantage'), 'prod-westeurope')
      }),
  )
  await tally.check('without JavaScript the ticket is in a fold, and there is no dead button', () =>
    look(browser, `${site.origin}/api/target?id=x`, options, async ({ page }) => {
      assert.equal(await page.locator('button[data-copy]').isVisible(), false)
      await page.locator('#markdown summary').click()
      assert.match(await page.locator('#ticket').inputValue(), /^## FAIL: acrlab/)
    }),
  )
}

async function byKeyboard(browser: Browser, site: Site, tally: Tally): Promise<void> {
  await tally.check('the first stop of the Tab key leads past the navigation, and is seen', () =>
    look(browser, `${site.origin}/api/status`, {}, async ({ page }) => {
      await page.keyboard.press('Tab')
      const at = page.locator(':focus')
      assert.equal(await at.textContent(), 'Skip to content')
      const style = 'getComputedStyle(document.activeElement).outlineStyle'
      assert.equal(await page.evaluate(style), 'solid')
    }),
  )
  await tally.check('whoever asks for less motion gets no smooth scrolling', () =>
    look(browser, `${site.origin}/api/status`, { reducedMotion: 'reduce' }, async ({ page }) => {
      const style = 'getComputedStyle(document.documentElement).scrollBehavior'
      assert.equal(await page.evaluate(style), 'auto')
    }),
  )
}
