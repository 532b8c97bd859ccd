import { describe, expect, test } from 'vitest'
import { type Answer, wordsOf } from '../../../../shared/judge/answer/answer.ts'
import * as BLOCK_WORDS from '../../../../shared/judge/answer/block-words.ts'
import { recognise } from '../../../../shared/judge/answer/recognise.ts'
import { marksOf, SERVICE_MARKS } from '../../../../shared/judge/service-marks/marks-of.ts'
import { cpuTime } from '../../../fixtures/cpu-time.ts'
import { examplesOf } from '../../../fixtures/pattern-examples.ts'
import { FILTER_PAGES } from './filter-pages.ts'
import { GATEWAY_PAGES, STOPPED_PAGES } from './gateway-pages.ts'
import { TRUE_ANSWERS } from './true-answers.ts'

/** A host of which nothing is known, one whose answers are, and one behind no catalog at all. */
const HOSTS = [
  'https://app.example/',
  'https://st.blob.core.windows.net/',
  'https://pypi.org/simple/',
]

describe('recognise() takes for a block, whatever the host,', () => {
  test.for(FILTER_PAGES)('$name', ({ answer, who = /./ }) => {
    for (const url of HOSTS) {
      const seen = recognise({ ...answer, url })
      expect([url, seen]).toEqual([url, expect.objectContaining({ kind: 'denial' })])
      if (seen.kind !== 'denial') continue
      expect(seen.denial.layer).toBe('firewall')
      expect(seen.denial.who).toMatch(who)
    }
  })
})

/** Sites of makers of such devices: what they say of their own products blocks nobody. */
const MAKERS =
  'barracuda.com barracudanetworks.com bluecoat.com broadcom.com catonetworks.com checkpoint.com cisco.com cloudflare.com cloudflareaccess.com dnsfilter.com forcepoint.com fortiguard.com fortinet.com gfi.com goskope.com iboss.com juniper.net lightspeedsystems.com mcafee.com menlosecurity.com netskope.com opendns.com paloaltonetworks.com securly.com skyhighsecurity.com smoothwall.com sonicwall.com sophos.com squid-cache.org symantec.com trellix.com trendmicro.com umbrella.com untangle.com watchguard.com websense.com zscaler.com zscaler.net'

/** What is recognised, in one line; services by their names. */
function short(answer: Answer): string {
  return JSON.stringify(recognise(answer), (key, value) =>
    key === 'service' && typeof value === 'object' ? value.service : value,
  )
}

// After a change that is meant: npx vitest run test/shared/judge/answer -u, and read what changed.
test('what every page and every true answer is recognised as, whole', async () => {
  const pages = [...FILTER_PAGES, ...GATEWAY_PAGES, ...STOPPED_PAGES].map(({ name, answer }) => {
    const at = (url: string) => short({ ...answer, url })
    const makers = MAKERS.split(' ').filter(
      (site) => at(`https://help.${site}/`) !== at('https://app.example/'),
    )
    const seen = [...HOSTS, 'https://app.azurewebsites.net/'].map(at)
    return [name, ...new Set(seen), `otherwise at ${makers}`].join('\n  ')
  })
  const answers = TRUE_ANSWERS.map(([url, status, headers, body]) => {
    return `${url} ${status}\n  ${short({ url, status, headers, body })}`
  })
  const services = SERVICE_MARKS.map(({ service, hosts, redirects = [], except = [] }) => {
    const found = [...hosts, ...except].map((host) => `${host} ${marksOf(host)?.service ?? '-'}`)
    return [service, ...found, `redirects ${redirects}`].join('\n  ')
  })
  const words = Object.entries(BLOCK_WORDS).map(([name, pattern]) => {
    return [name, ...new Set(examplesOf(pattern))].join('\n  ')
  })
  const text = [...pages, ...answers, ...services, ...words].join('\n')
  await expect(`${text}\n`).toMatchFileSnapshot('recognised.txt')
})

test('the words of a page are what stands between its tags', () => {
  const body = 'Now <b class="x">Access</b> <i>Denied</i>, it’s\n<br>all'
  expect(wordsOf({ body })).toBe("now access denied , it's all")
  expect(wordsOf({ body: '', page: 'Title\nThe  words' })).toBe('title the words')
})

describe('recognise() takes for a gateway', () => {
  test.for(GATEWAY_PAGES)('$name', ({ answer, who = /./ }) => {
    const seen = recognise({ ...answer, url: 'https://app.example/' })
    expect(seen).toMatchObject({ kind: 'gateway', gateway: { who: expect.stringMatching(who) } })
  })
})

describe('recognise() takes for an app that does not run', () => {
  test.for(STOPPED_PAGES)('$name', ({ answer, who = /./ }) => {
    const seen = recognise({ ...answer, url: 'https://app.azurewebsites.net/' })
    expect(seen).toMatchObject({ kind: 'stopped', stopped: { who: expect.stringMatching(who) } })
  })
})

describe('recognise() takes for the service', () => {
  test.for(TRUE_ANSWERS)('%s %i %o', ([url, status, headers, body]) => {
    const seen = recognise({ url, status, headers, body })
    const own = seen.kind === 'denial' && seen.denial.layer === 'permission'
    expect(own ? 'service' : seen.kind).toMatch(/^(service|unmarked)$/)
  })
})

test('recognise() takes words about networks for the service’s own only where it answers for programs', () => {
  const body = '<p>Public network access is disabled for this storage account.</p>'
  const kinds = ['text/html', 'application/xml', 'text/plain'].map((type) => {
    const headers = { 'content-type': type }
    return recognise({ url: 'https://st.blob.core.windows.net/', status: 403, headers, body }).kind
  })
  expect(kinds).toEqual(['stranger', 'denial', 'denial'])
})

test('the sets are as large as they should be', () => {
  expect(FILTER_PAGES.length + GATEWAY_PAGES.length + STOPPED_PAGES.length).toBeGreaterThan(50)
  expect(TRUE_ANSWERS.length).toBeGreaterThan(50)
})

test.for([
  'access denied '.repeat(200),
  'has been a a a '.repeat(200),
  '<'.repeat(3000),
  'Generated by '.repeat(200),
  'Category: '.repeat(300),
  'ip '.repeat(1000),
  'your policy network '.repeat(150),
  "location='".repeat(100),
])('recognise() takes no time for hostile text: %j', async (body) => {
  const answer = {
    url: 'https://st.blob.core.windows.net/',
    status: 403,
    body,
    headers: { 'content-type': 'text/html' },
  }
  const took = await cpuTime(() => {
    for (let i = 0; i < 20; i++) recognise(answer)
  })
  expect(took / 20).toBeLessThan(20)
})
