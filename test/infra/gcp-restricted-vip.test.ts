import { describe, expect, test } from 'vitest'
import { DIRECT_PATH, GOOGLE_VIPS } from '../../shared/recipes/google-vips.ts'
import { googleDomain } from '../../shared/zone/google-domains.ts'
import { type Module, nested, ofType, readModule } from './hcl.ts'
import { COMMON_POLICIES, describePolicies, every, type Policy, written } from './policy.ts'

const FOLDER = 'gcp/infra/modules/restricted-vip'

const POLICIES: readonly Policy[] = [
  {
    name: 'zones are private and bound to the network',
    problems: every('google_dns_managed_zone', (block) => [
      ...written(block, { visibility: 'private' }),
      ...(nested(block.body, 'private_visibility_config').length === 1 ? [] : ['for no network']),
    ]),
    broken: ['resource "google_dns_managed_zone" "a" { dns_name = "googleapis.com." }'],
  },
  {
    name: 'rules are for what leaves, and for the tagged only',
    problems: every('google_compute_firewall', (block) =>
      written(block, { direction: 'EGRESS', target_tags: '${var.network_tags}' }),
    ),
    broken: [
      'resource "google_compute_firewall" "a" { direction = "EGRESS" }',
      'resource "google_compute_firewall" "a" { target_tags = var.network_tags }',
    ],
  },
  {
    name: 'what is denied yields to what is allowed',
    problems: (module) => {
      const rules = ofType(module, 'google_compute_firewall')
      const priorities = (kind: string) =>
        rules
          .filter(({ body }) => nested(body, kind).length > 0)
          .map(({ body }) => Number(body['priority']))
      const allowed = priorities('allow')
      const denied = priorities('deny')
      if (allowed.length === 0 || denied.length === 0) return ['nothing is allowed, or denied']
      return Math.max(...allowed) < Math.min(...denied) ? [] : ['the denial comes first']
    },
    broken: [
      '',
      'resource "google_compute_firewall" "a" {\n priority = 1000\n deny { protocol = "all" }\n}\nresource "google_compute_firewall" "b" {\n priority = 2000\n allow { protocol = "tcp" }\n}',
    ],
  },
  {
    name: 'routes to Google lead to the default internet gateway',
    problems: every('google_compute_route', (block) =>
      written(block, { next_hop_gateway: 'default-internet-gateway' }),
    ),
    broken: ['resource "google_compute_route" "a" { next_hop_ip = "10.0.0.1" }'],
  },
]

describePolicies(FOLDER, [...COMMON_POLICIES, ...POLICIES])

describe('what the module knows of the VIP is what the program knows', () => {
  const vip = GOOGLE_VIPS['google-restricted']

  test('its name and addresses', async () => {
    const { locals } = await readModule(FOLDER)
    expect(locals).toMatchObject({ vip: `${vip.name}.`, addresses: vip.addresses4 })
  })

  test('its range, and that of direct connectivity', async () => {
    const { locals } = await readModule(FOLDER)
    expect(locals['ranges']).toEqual({ vip: vip.prefix4, 'direct-path': DIRECT_PATH.prefix4 })
  })

  test('each domain is one that Google lists', async () => {
    const domains = defaultOf(await readModule(FOLDER), 'domains')
    expect(domains).toContain('googleapis.com')
    for (const domain of domains)
      expect(googleDomain(domain), domain).toEqual({ name: domain, below: true })
  })
})

function defaultOf({ variables }: Module, name: string): readonly string[] {
  const value = variables.find((block) => block.name === name)?.body['default']
  return Array.isArray(value) ? value.map(String) : []
}
