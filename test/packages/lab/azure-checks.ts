import type { Envelope } from '../../../azure/telemetry/availability.ts'
import { SITE } from './azure-settings.ts'
import type { AzureSite } from './azure-site.ts'
import {
  failedItems,
  failing,
  incidents,
  latest,
  notified,
  unlikeLogged,
  unlikeStored,
  verdictAtEnd,
} from './azure-told.ts'
import { unlike } from './checks.ts'

/** A check, and what it gives is wrong. They are one course: each finds the site as the one before has left it. */
type Step = readonly [name: string, prove: (site: AzureSite) => Promise<readonly string[]>]

const VAULT_UNLINKED = { unlinked: 'vault' } as const
const OTHER_TROUBLE = { unnamed: 'results', reset: ['registry-private'] } as const

export const STEPS: readonly Step[] = [
  [
    'the package loads in the network and registers its functions',
    async (site) => {
      const { functions, error } = (await site.start()).loaded
      const names = functions.map(({ name }) => name)
      return [
        ...unlike('error', error, null),
        ...unlike('names', names, ['sweep', 'health', 'api']),
      ]
    },
  ],
  [
    'a sweep by the timer: all as it must be, and the report stored',
    async (site) => {
      const { kept, summary } = await site.sweep()
      const expected = { pass: 7, warn: 0, fail: 0, inconclusive: 0 }
      return [...unlike('kept', kept, 'stored'), ...unlike('summary', summary, expected)]
    },
  ],
  [
    'its own API and a handle of another process show the same report',
    async (site) => {
      const told = await latest(site)
      const { reports } = await site.holds()
      return [...unlike('reports', reports.length, 1), ...unlike('report', told, reports[0])]
    },
  ],
  [
    'the report says where it was made',
    async (site) => {
      const { vantage } = await latest(site)
      const { cloud, region, app, resolvers, facts } = vantage
      return unlike(
        'vantage',
        { cloud, region, app, resolvers, facts },
        {
          ...{ cloud: 'azure', region: 'japaneast', app: SITE, resolvers: ['10.50.0.11:53'] },
          facts: {
            ...{ site: SITE, sku: 'FlexConsumption', privateIp: '10.50.1.4', routeAll: '1' },
            resolvConf: 'nameserver 10.50.0.11; options timeout:1 attempts:1',
            dnsUpstream: '10.50.0.11',
            dnsUpstreamOptions: 'timeout:3 attempts:3',
          },
        },
      )
    },
  ],
  [
    'the identity gave the tokens: one for the tables, one for telemetry',
    async (site) =>
      unlike('asked', site.tokensAsked(), [
        'https://storage.azure.com',
        'https://monitor.azure.com',
      ]),
  ],
  [
    'an availability result for each target and each capability arrived',
    async (site) => {
      const { results, capabilities } = await latest(site)
      const expected = [
        ...results.map(({ target }) => target.id),
        ...capabilities.map(({ id }) => `capability: ${id}`),
      ]
      const [call, ...more] = site.received('telemetry')
      const items: readonly Envelope[] = JSON.parse(call?.body ?? '[]')
      const bearer = call?.headers.authorization?.startsWith('Bearer ')
      return [
        ...unlike('requests', 1 + more.length, 1),
        ...unlike('with a token', bearer, true),
        ...unlike(
          'names',
          items.map(({ data }) => data.baseData.name),
          expected,
        ),
        ...items.filter(({ data }) => !data.baseData.success).map(({ data }) => data.baseData.name),
      ]
    },
  ],
  [
    'a zone is not linked any more: the finding, and no incident after one sweep',
    async (site) => {
      await site.become(VAULT_UNLINKED)
      await site.sweep()
      const { incidents } = await site.holds()
      const expected = [['vault', 'dns-private-zone-not-used']]
      return [
        ...unlike('failing', failing(await latest(site)), expected),
        ...unlike('incidents', incidents.length, 0),
        ...unlike('failing results', failedItems(site), ['vault']),
      ]
    },
  ],
  [
    'telemetry is refused and a second sweep fails: stored all the same, an incident, one notification',
    async (site) => {
      site.takesTelemetry(false)
      const { kept } = await site.sweep()
      site.takesTelemetry(true)
      const told = site.lines().filter(({ message }) => message.includes('were not taken by'))
      return [
        ...unlike('kept', kept, 'stored'),
        ...unlike('lines of the refusal', told.length, 1),
        ...unlike('incidents', await incidents(site), ['dns-private-zone-not-used open']),
        ...unlike('notifications', notified(site), ['dns-private-zone-not-used opened']),
      ]
    },
  ],
  [
    'a firewall drops the store: the sweep goes on, its report waits in the spool and stands in the log',
    async (site) => {
      await site.become({ ...VAULT_UNLINKED, drop: ['tables-private'] })
      const line = await site.sweep()
      return [...unlike('kept', line['kept'], 'spooled'), ...(await unlikeLogged(site, line))]
    },
  ],
  [
    'the name of the store does not resolve, the vault is mended and the registry breaks: likewise',
    async (site) => {
      await site.become(OTHER_TROUBLE)
      const line = await site.sweep()
      const { status, body } = await site.get('/api/status')
      const { remembered, vantages } = body as {
        remembered?: true
        vantages: { latest: { id: string } }[]
      }
      const why = site.lines().some(({ message }) => message.includes('its name does not resolve'))
      return [
        ...unlike('kept', line['kept'], 'spooled'),
        ...(await unlikeLogged(site, line)),
        ...unlike('status of the API', [status, remembered], [200, true]),
        ...unlike('the report that it remembers', vantages[0]?.latest.id, line['report']),
        ...unlike('its reason in the log', why, true),
      ]
    },
  ],
  [
    'the platform takes another process in the outage: it finds the spool',
    async (site) => {
      const ended = await site.stop()
      await site.start()
      const { kept } = await site.sweep()
      return [
        ...unlike('exit', ended, 0),
        ...unlike('kept', kept, 'spooled'),
        ...unlike('in the store', (await site.holds()).sweeps.length, 3),
      ]
    },
  ],
  [
    'the store is back: every report is there, once, in order and whole',
    async (site) => {
      await site.become()
      const { kept } = await site.sweep()
      return [...unlike('kept', kept, 'stored'), ...(await unlikeStored(site))]
    },
  ],
  [
    'the incidents went their way meanwhile: one closed, one opened, each told once',
    async (site) => [
      ...unlike('incidents', await incidents(site), [
        'dns-private-zone-not-used closed',
        'tcp-refused open',
      ]),
      ...unlike('notifications', notified(site), [
        'dns-private-zone-not-used opened',
        'dns-private-zone-not-used closed',
        'tcp-refused opened',
      ]),
    ],
  ],
  [
    'after another sweep all is closed, and nothing waits to be told',
    async (site) => {
      await site.sweep()
      const { outbox } = await site.holds()
      return [
        ...unlike(
          'open',
          (await incidents(site)).filter((one) => one.endsWith('open')),
          [],
        ),
        ...unlike('last notification', notified(site).at(-1), 'tcp-refused closed'),
        ...unlike('notifications', notified(site).length, 4),
        ...unlike('outbox', outbox, { due: 0, dead: 0 }),
      ]
    },
  ],
  [
    'the host ends in mid-sweep: what is there is stored, and no alert comes of it',
    async (site) => {
      await site.stop()
      await site.become({ drop: ['registry-private'] })
      await site.start({ limits: { step: '10s', target: '20s', sweep: '30s' } })
      const swept = site.sweep()
      await site.untilSeeking('registry-private')
      const ended = await site.stop()
      const { kept } = await swept
      return [
        ...unlike('exit', ended, 0),
        ...unlike('kept', kept, 'stored'),
        ...(await unlikeStored(site)),
        ...unlike('unfinished', await verdictAtEnd(site, 'acrlab.azurecr.io'), 'inconclusive'),
        ...unlike('notifications', notified(site).length, 4),
      ]
    },
  ],
  [
    'the next process sweeps at once: no lease was left behind',
    async (site) => {
      await site.become()
      const { loaded } = await site.start()
      const { kept, summary } = await site.sweep()
      const ended = await site.stop()
      return [
        ...unlike('error', loaded.error, null),
        ...unlike('kept', kept, 'stored'),
        ...unlike('summary', summary, { pass: 7, warn: 0, fail: 0, inconclusive: 0 }),
        ...(await unlikeStored(site)),
        ...unlike('exit', ended, 0),
        ...unlike('output beside the log', site.host.output, ''),
      ]
    },
  ],
]
