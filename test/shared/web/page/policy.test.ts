import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PAGE_HEADERS } from '../../../../shared/web/page/policy.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import { statusSample } from './sample.ts'

const policy = PAGE_HEADERS['content-security-policy'] ?? ''

test.for(['script', 'style'])('the policy admits the very %s that stands in the page', (name) => {
  const page = statusPage(statusSample(), { refresh: 15 })
  const inside = page.split(`<${name}>`)[1]?.split(`</${name}>`)[0] ?? ''
  const hash = createHash('sha256').update(inside).digest('base64')
  expect(policy).toContain(`${name}-src 'sha256-${hash}'`)
})

test('the policy names no host and nothing unsafe, and refuses what it does not name', () => {
  expect(policy).not.toMatch(/https?:|unsafe|\*|strict-dynamic/)
  for (const rule of [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ])
    expect(policy.split('; ')).toContain(rule)
})

test('nothing but our own style and script is put into a page as it is', () => {
  const folder = path.join(import.meta.dirname, '../../../../shared/web/page')
  const calls = globSync('*.ts', { cwd: folder }).flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    return [...text.matchAll(/\b(constant|raw|tagged)\b[(`][^)`]*/g)].map((m) => `${file}: ${m[0]}`)
  })
  expect(calls.sort()).toEqual([
    'html.ts: constant(text: string',
    'html.ts: raw(text',
    'html.ts: tagged(strings, ...values.map(shown',
    'html.ts: tagged`${safe}',
    'report-file.ts: constant(STYLE',
    'shell.ts: constant(CLIENT',
    'shell.ts: constant(STYLE',
  ])
})
