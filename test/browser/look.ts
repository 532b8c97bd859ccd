import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** A page under watch: what the browser complains of, and what it asks other hosts for, is kept. */
export interface Watched {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** Opens an address in a context of its own, hands it to `run`, and closes it again. */
export async function look(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
  run: (watched: Watched) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      dialog.dismiss().catch((error: unknown) => complaints.push(String(error)))
    })
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (protocol !== 'data:' && origin !== new URL(url).origin)
        complaints.push(`asks ${request.url()}`)
    })
    await page.addInitScript(
      'window.violations = []; document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`))',
    )
    await page.goto(url)
    await run({ page, complaints })
  } finally {
    await context.close()
  }
}

/** Waits until an expression of the page is true. The page's own policy forbids the evaluation that playwright waits with. */
export async function until(page: Page, expression: string): Promise<void> {
  const end = performance.now() + 60_000
  while (!(await page.evaluate(expression))) {
    if (performance.now() > end) throw new Error(`Waited 60 s in vain until ${expression}`)
    await page.waitForTimeout(50)
  }
}

/** Waits until the page has put in a new main part. */
export async function refreshed(page: Page): Promise<void> {
  await page.evaluate('document.querySelector("main").dataset.old = "1"')
  await until(page, 'document.querySelector("main").dataset.old === undefined')
}

/** No complaint, no breach of the policy, nothing to find for axe, nothing wider than the screen. */
export async function assertClean({ page, complaints }: Watched): Promise<void> {
  assert.deepEqual(complaints, [])
  assert.deepEqual(await page.evaluate('violations'), [])
  assert.equal(
    await page.evaluate('document.documentElement.scrollWidth > innerWidth'),
    false,
    'is wider than the screen',
  )
  // Folds are part of the page: what is in them counts too.
  await page.evaluate('document.querySelectorAll("details").forEach((d) => { d.open = true })')
  await page.evaluate(axe.source)
  const found: readonly Violation[] = await page.evaluate(
    'axe.run(document).then((r) => r.violations)',
  )
  assert.equal(found.map(violationText).join('\n'), '')
}

interface Violation {
  readonly id: string
  readonly impact: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

function violationText({ id, impact, help, nodes }: Violation): string {
  const first = nodes[0]
  return `${id} (${impact}, ${nodes.length} times): ${help}\n${first?.html.slice(0, 200)}\n${first?.failureSummary}`
}
