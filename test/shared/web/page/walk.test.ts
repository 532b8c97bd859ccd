import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { catchUp } from '../../../../shared/agent/alerting.ts'
import type { Report } from '../../../../shared/model/report.ts'
import { explained } from '../../../../shared/report/build.ts'
import { statusPage } from '../../../../shared/web/page/status.ts'
import { statusReader } from '../../../../shared/web/status.ts'
import { openSqliteStore } from '../../../../stores/sqlite/sqlite.ts'
import { POLICY } from '../../alerts/sweeps.ts'
import { recorded, summaryOf } from './sample.ts'

const SCHEDULE = { schedule: '0 */5 * * * *', limits: { sweep: 240_000 } } as never
const NOW = new Date('2026-11-22T03:20:00.000Z')

/** What a person who is woken sees on the first card, after two good sweeps and two bad ones in a real store. */
async function firstCard(before: Scene, after: Scene): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'perimeter-walk-'))
  const store = openSqliteStore(path.join(folder, 'p.db'))
  try {
    const scenes = [before, before, after, after]
    for (const [i, scene] of scenes.entries()) {
      await store.append(scene(`2026-11-22T03:${String(i * 5).padStart(2, '0')}:05.000Z`))
    }
    const clock = { now: () => 0, date: () => NOW }
    const log = { write: () => {} }
    await catchUp({ vantage: 'prod-japaneast', store, policy: POLICY, clock, log })
    const page = statusPage(await statusReader(store, SCHEDULE).status(NOW), { refresh: 0 })
    const [, card = ''] = /<article[^>]*>(.*?)<\/article>/s.exec(page) ?? []
    return card.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

type Scene = (startedAt: string) => Report

function scene(name: string, change: (report: Report) => Report = (report) => report): Scene {
  return (startedAt) => change(recorded('prod-japaneast', [name], startedAt))
}

/** The same before its certificate expired. */
function stillValid(report: Report): Report {
  const results = report.results.map((r) => ({
    ...r,
    verdict: 'pass' as const,
    findings: [],
    observations: r.observations.map((o) =>
      o.step === 'handshake' ? { ...o, failure: null, verification: null } : o,
    ),
  }))
  return { ...report, ...explained({ ...report, results }), summary: summaryOf(results) }
}

test.for([
  {
    name: 'a zone unlinked',
    before: scene('systems/registry-healthy'),
    after: scene('systems/registry-zone-not-linked'),
    says: [
      /Fix Check, in this order: the link of privatelink\.azurecr\.io/,
      /Since 03:10:17 UTC , 9 min 43 s ago · incident at prod-japaneast/,
      /Change the answers of getaddrinfo for acrlab\.azurecr\.io, .*: 10\.50\.2\.6 \(private\), .* → 20\.194\.66\.6 \(public\), .*; between 03:05:05 UTC and 03:10:05 UTC/,
      /Breaks Images can be pulled : The pull fails/,
      /Cause One of these, which look the same from here: the zone privatelink\.azurecr\.io is not linked/,
    ],
  },
  {
    name: 'a rule lost',
    before: scene('systems/function-app-healthy'),
    after: scene('systems/function-app-deploy-denied'),
    says: [
      /Fix Add these names to one application rule: func-lab\.scm\.azurewebsites\.net and oryx-cdn/,
      /Since 03:10:17 UTC/,
      /Change nothing that the probe sees but the failure itself, between .*: a rule, a route or the service/,
      /Breaks [^:]*A deployment completes/,
      /Cause the firewall’s application rules allow some names and not these/,
    ],
  },
  {
    name: 'a certificate expired',
    before: scene('tls/expired', stillValid),
    after: scene('tls/expired'),
    says: [
      /The certificate of expired\.shop\.example expired/,
      /Fix Renew the certificate and reload the server/,
      // Nothing changed but the day.
      /Since 03:10:17 UTC , 9 min 43 s ago · incident at prod-japaneast Cause the certificate was/,
    ],
  },
])(
  '$name: the card says fix, since when, what changed, what breaks and why',
  async ({ before, after, says }) => {
    const card = await firstCard(before, after)
    for (const part of says) expect(card).toMatch(part)
  },
)
