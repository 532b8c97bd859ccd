import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { attacked } from '../shared/web/page/attack.ts'
import { statusSample, targetSample } from '../shared/web/page/sample.ts'
import { look, refreshed, until } from './look.ts'
import { Site } from './site.ts'
import type { Tally } from './tally.ts'

/** Elements and attributes that would run something, or lead to something that runs. */
const ARMED = `[...document.querySelectorAll('*')].flatMap((e) => [
  ...(['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'META'].includes(e.tagName) && !e.closest('head') ? [e.tagName] : []),
  ...(e.tagName === 'FORM' && !/^\\/api\\/[a-z]/.test(e.getAttribute('action')) ? ['FORM'] : []),
  ...[...e.attributes].filter((a) => a.name.startsWith('on') || a.name === 'style' || a.name === 'srcdoc'
    || /^\\s*(javascript|vbscript):/i.test(a.value)).map((a) => e.tagName + ' ' + a.name),
])`

/** What servers send runs nowhere, and nothing of it needs the policy to be stopped. */
export async function attackChecks(browser: Browser, tally: Tally): Promise<void> {
  const sampled = statusSample()
  const status = attacked(sampled)
  const target = attacked(targetSample('azure-container-registry/login-server', sampled))
  await using site = await Site.open({ status, target, refresh: 1, answers: 200 })
  // An address of 300,000 characters is refused by the server, whatever the page would do.
  const short = status.incidents.find(({ id }) => id.length < 1000)
  const one = encodeURIComponent((short?.id ?? 'x').toWellFormed())
  for (const path of [
    '/api/status',
    '/api/target?id=x',
    '/api/incidents',
    `/api/incidents?id=${one}`,
  ]) {
    for (const javaScriptEnabled of [true, false]) {
      await tally.check(
        `${path.slice(0, 30)}: an attacker’s texts stay texts, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`,
        () =>
          look(browser, site.origin + path, { javaScriptEnabled }, async ({ page, complaints }) => {
            if (javaScriptEnabled) await assertUnarmed(page)
            assert.deepEqual(complaints, [])
          }),
      )
    }
  }
  await tally.check(
    'a script that got in after all would be stopped, and these checks would see it',
    () =>
      look(browser, `${site.origin}/api/status`, {}, async ({ page, complaints }) => {
        await page.evaluate(
          'const s = document.createElement("script"); s.textContent = "window.ATTACK = 9"; document.body.append(s)',
        )
        await until(page, 'violations.length > 0')
        assert.equal(await page.evaluate('window.ATTACK'), undefined)
        assert.ok(complaints.length > 0)
      }),
  )
}

async function assertUnarmed(page: Page): Promise<void> {
  // The first refresh has put the same texts in again, by the other way.
  await refreshed(page)
  assert.deepEqual(await page.evaluate(ARMED), [])
  assert.equal(await page.evaluate('document.scripts.length'), 1)
  assert.equal(await page.evaluate('window.ATTACK'), undefined)
  assert.deepEqual(await page.evaluate('violations'), [])
}
