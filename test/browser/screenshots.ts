import path from 'node:path'
import type { Browser } from 'playwright-core'
import { look } from './look.ts'
import type { Site } from './site.ts'

const DESK = { width: 1080, height: 1000 }
const PHONE = { width: 390, height: 844 }
const SHOTS = [
  { name: 'status-dark', at: '/api/status', viewport: DESK, colorScheme: 'dark' },
  {
    name: 'status-matrix',
    at: '/api/status#targets',
    viewport: { width: 1080, height: 620 },
    colorScheme: 'light',
  },
  {
    name: 'target-light',
    at: '/api/target?id=x',
    viewport: { width: 1040, height: 1080 },
    colorScheme: 'light',
  },
  { name: 'status-phone', at: '/api/status', viewport: PHONE, colorScheme: 'light' },
] as const

/** Pictures of the sample, for the documentation and to be looked at. */
export async function screenshots(browser: Browser, site: Site, folder: string): Promise<void> {
  for (const { name, at, viewport, colorScheme } of SHOTS) {
    await look(
      browser,
      site.origin + at,
      { viewport, colorScheme, reducedMotion: 'reduce' },
      async ({ page }) => {
        await page.screenshot({ path: path.join(folder, `${name}.png`) })
      },
    )
  }
}
