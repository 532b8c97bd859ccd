import { describe, expect, test } from 'vitest'
import { outsideLink, targetLink } from '../../../../shared/view/links.ts'
import { html, lines, sentence } from '../../../../shared/web/page/html.ts'
import { incidentsPage } from '../../../../shared/web/page/incidents.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import { targetPage } from '../../../../shared/web/page/target.ts'
import { ATTACKS, attacked } from './attack.ts'
import { statusSample, targetSample } from './sample.ts'

const LIVE = { refresh: 15 }
const sampled = statusSample()
const status = attacked(sampled)
const target = attacked(targetSample('azure-container-registry/login-server', sampled))

const PAGES = [
  { name: 'status', page: statusPage(status, LIVE) },
  { name: 'target', page: targetPage(target, { ...LIVE, vantage: null, origin: null }) },
  { name: 'incidents', page: incidentsPage(status, { ...LIVE, only: null }) },
  {
    name: 'one incident',
    page: incidentsPage(status, { ...LIVE, only: status.incidents[0]?.id ?? '' }),
  },
]

describe.each(PAGES)('the page $name of an attacker’s texts', ({ page }) => {
  test('has the one script, style and title that are ours', () => {
    for (const name of ['script', 'style', 'main', '/main', 'body', '/body'])
      expect(page.split(`<${name}`), name).toHaveLength(2)
    expect(page.split('</head>')[0]?.split('<title')).toHaveLength(2)
  })
  test('has no element that no page of ours has', () => {
    expect(page).not.toMatch(/<(img|iframe|object|embed|b|base|foreignObject|script \w)\b/)
  })
  test('sends forms to its own paths only', () => {
    for (const [form] of page.matchAll(/<form[^>]*>/g))
      expect(form).toMatch(
        /^<form class="\w+" method="(get|post)" action="\/api\/[^"]*"[ \w="-]*>$/,
      )
  })
  test('links to nothing but its own pages, its own lines and plain documentation', () => {
    const links = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(links.length).toBeGreaterThan(3)
    for (const link of links)
      expect(link).toMatch(/^(\/api\/|#|data:image\/svg\+xml,&lt;|https?:\/\/)/)
  })
  test('shows nothing invisible', () => {
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u)
  })
  test('is bounded whatever was sent', () => {
    expect(page.length).toBeLessThan(1_000_000)
  })
})

test.for(ATTACKS)('html() lets no text act as markup: %#', (attack) => {
  const made = html`<p title="${attack}">${attack}</p>`.toString()
  expect(made.slice(3).split('<')).toHaveLength(2)
  expect(made.split('"')).toHaveLength(3)
})

test('html() lets no text end a list or a nested piece', () => {
  const inner = html`<li>${'<i>'}</li>`
  expect(html`<ul>${[inner, ['&', 1, null]]}</ul>`.toString()).toBe(
    '<ul><li>&lt;i&gt;</li>&amp;1</ul>',
  )
})

test('html() takes no object that merely says it is escaped', () => {
  const forged = { isEscaped: true, toString: () => '<script>' }
  expect(() => html`${forged as unknown as string}`).toThrow(TypeError)
})

test('lines() keeps line breaks and nothing else', () => {
  expect(lines('a\n</textarea>\u001b').toString()).toBe('a\n&lt;/textarea&gt;\\x1b')
})

test.for([
  ['https://learn.microsoft.com/x?y="z"', 'https://learn.microsoft.com/x?y=%22z%22'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['not a URL', null],
] as const)('outsideLink(%s)', ([given, expected]) => {
  expect(outsideLink(given)).toBe(expected)
})

test('targetLink() takes any id', () => {
  expect(targetLink('a/b&c"\ud800', 'x y')).toBe(
    '/api/target?id=a%2Fb%26c%22%EF%BF%BD&vantage=x%20y',
  )
})

describe('a sentence with words of the configuration in it', () => {
  test.each([
    ['add it to `noProxy`', 'add it to <code>noProxy</code>'],
    ['`a` and `<b>`', '<code>a</code> and <code>&lt;b&gt;</code>'],
    ['a lone ` of a server', 'a lone ` of a server'],
    ['', ''],
  ])('%s', (text, page) => {
    expect(`${sentence(text)}`).toBe(page)
  })
})
