import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unrelated } from '../../../shared/judge/same-issuer.ts'
import { list } from '../../../shared/judge/text.ts'
import { isVendorHost } from '../../../shared/judge/vendor-hosts.ts'
import { siteOf } from '../../../shared/zone/site.ts'

const ISSUER = 'CN=Some Authority'
const PUBLIC_ISSUER = "C=US, O=Let's Encrypt, CN=R3"

/** As `unrelated` is defined, host by host: for each it goes through all, which is too slow for thousands. */
function hostByHost(host: string, shown: Parameters<typeof unrelated>[2]): readonly string[] {
  const others = shown.filter((one) => siteOf(one.host) !== siteOf(host))
  const open = shown.filter((one) => one.isPublic)
  const sites = new Set(open.map((one) => siteOf(one.host))).size
  const addresses = new Set(open.map((one) => one.address)).size
  const vendor = isVendorHost(host) || others.some((one) => isVendorHost(one.host))
  if (others.length === 0 || (!vendor && Math.min(sites, addresses) < 3)) return []
  return [...new Set(others.map((one) => one.host))]
}

const HOSTS = [
  ...['a.one.test', 'b.one.test', 'c.one.test', 'a.two.test', 'b.two.test', 'three.co.uk'],
  ...['four.test', 'five.test', '20.1.2.3', 'login.microsoftonline.com', 'storage.googleapis.com'],
]
const shownOnce = fc.record({
  host: fc.constantFrom(...HOSTS),
  address: fc.constantFrom('20.1.2.3', '20.1.2.4', '20.1.2.5', '10.0.0.1'),
  isPublic: fc.boolean(),
})

describe('unrelated()', () => {
  test('finds the hosts of other sites that speak for inspection, and counts them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HOSTS),
        fc.array(shownOnce, { maxLength: 12 }),
        (host, shown) => {
          const wanted = hostByHost(host, shown)
          const { first, count } = unrelated(host, ISSUER, shown)
          expect(count).toBe(wanted.length)
          expect(list(first, first.length, count)).toBe(list(wanted))
        },
      ),
    )
  })

  test('says nothing of a public authority', () => {
    const shown = HOSTS.map((host, i) => ({ host, address: `20.1.2.${i}`, isPublic: true }))
    expect(unrelated('four.test', PUBLIC_ISSUER, shown).count).toBe(0)
    expect(unrelated('four.test', ISSUER, shown).count).toBe(HOSTS.length - 1)
  })
})
