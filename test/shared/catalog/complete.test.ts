import { describe, expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { expand } from '../../../shared/catalog/expand.ts'
import { mayNeed } from '../../../shared/catalog/needed-for.ts'

/** Where vendors and standards write: documentation, repositories, issue trackers. */
const VENDORS = [
  'developers.google.com',
  'www.iana.org',
  'www.rfc-editor.org',
  'learn.microsoft.com',
  'docs.cloud.google.com',
  'cloud.google.com',
  'github.com/Azure/',
  'github.com/Azure-App-Service/',
  'github.com/GoogleCloudPlatform/',
  'github.com/microsoft/',
  'github.com/MicrosoftDocs/',
  'github.com/projectkudu/',
]

/** Not a vendor’s page: the registries that builds call are told by no vendor, but by the log of a firewall. */
const SEEN_IN_LOGS = ['builds']

describe.for(CATALOGS.map((c) => [c.name, c] as const))('the catalog %s', ([, given]) => {
  test('has rows for every capability, and a capability for every row', () => {
    const needed = given.endpoints.flatMap(mayNeed)
    expect(given.capabilities.filter(({ id }) => !needed.includes(id))).toEqual([])
    expect(given.endpoints.filter((row) => row.for.length === 0)).toEqual([])
  })

  test('says what breaks without each capability, and each thing once', () => {
    for (const { id, symptom, quotes = [] } of given.capabilities) {
      expect.soft(symptom.length, id).toBeGreaterThan(10)
      expect.soft(new Set(quotes).size, id).toBe(quotes.length)
    }
  })

  test('rests on pages of vendors, each with its date', () => {
    const strangers = Object.entries(given.sources).filter(
      ([key, { url }]) =>
        !SEEN_IN_LOGS.includes(key) && !VENDORS.some((host) => url.startsWith(`https://${host}`)),
    )
    expect(strangers).toEqual([])
    const today = new Date().toISOString().slice(0, 10)
    expect(given.endpoints.filter(({ asOf }) => asOf > today && asOf > given.version)).toEqual([])
  })

  test('gives a text for every value of a choice that it looks up', () => {
    const lookups = Object.values(given.lookups ?? {})
    for (const { by, of } of lookups.filter((one) => one.by !== 'cloud')) {
      const { values, pattern } = given.parameters[by] ?? {}
      const missing = (values ?? []).filter((value) => !Object.hasOwn(of, value))
      expect.soft(missing, by).toEqual([])
      const form = new RegExp(`^(?:${pattern ?? '.+'})$`)
      expect
        .soft(
          Object.keys(of).filter((value) => !form.test(value)),
          by,
        )
        .toEqual([])
    }
  })
})

/** Regions with a short name of their own lose no row for it. */
test.for(['azure-arc-servers', 'azure-arc-kubernetes', 'azure-local'])(
  '%s has every row in every region whose short name is known',
  (name) => {
    const catalog = CATALOGS.find((one) => one.name === name)
    const regions = Object.keys(catalog?.lookups?.['arcRegion']?.of ?? {})
    expect(regions.length).toBeGreaterThan(10)
    for (const region of regions) {
      if (catalog === undefined) continue
      const { rows, problems } = expand(catalog, { region }, (_, item) => item)
      expect(problems).toEqual([])
      expect(rows.some(({ url }) => url.includes('.his.arc.azure.'))).toBe(true)
    }
  },
)
