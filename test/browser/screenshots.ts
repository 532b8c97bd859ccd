import path from 'node:path'
import type { Browser } from 'playwright-core'
import type { StatusData } from '../../shared/web/status-data.ts'
import { oneCause } from '../shared/web/page/one-cause.ts'
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
  {
    name: 'one-cause',
    at: '/api/status',
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    shows: oneCause(3),
  },
  {
    name: 'incident-changes',
    at: `/api/incidents?id=${oneCause(3).incidents[0]?.id}`,
    viewport: { width: 1080, height: 760 },
    colorScheme: 'light',
    shows: oneCause(3),
  },
  { name: 'status-phone', at: '/api/status', viewport: PHONE, colorScheme: 'light' },
] as const satisfies readonly Shot[]

interface Shot {
  readonly name: string
  readonly at: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
  /** Another status than the site's own. */
  readonly shows?: StatusData
}

/** Pictures of the sample, for the documentation and to be looked at. */
export async function screenshots(browser: Browser, site: Site, folder: string): Promise<void> {
  const { status } = site.shown
  const shots: readonly Shot[] = SHOTS
  for (const { name, at, viewport, colorScheme, shows } of shots) {
    site.shown.status = shows ?? status
    await look(
      browser,
      site.origin + at,
      { viewport, colorScheme, reducedMotion: 'reduce' },
      async ({ page }) => {
        await page.screenshot({ path: path.join(folder, `${name}.png`) })
      },
    )
  }
  site.shown.status = status
}
