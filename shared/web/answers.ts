import { z } from 'zod'
import { certificate, dnsAnswer } from '../model/facts.ts'
import { finding, verdict } from '../model/finding.ts'
import { incident } from '../model/incident.ts'
import { report, targetResult } from '../model/report.ts'
import { transition } from '../model/transition.ts'

const time = z.iso.datetime()

const historyEntry = z.strictObject({
  report: z.string(),
  vantage: z.string(),
  startedAt: time,
  verdict,
  findings: z.array(z.string()).describe('Codes, the root first'),
  total: z.number().nullable().describe('Total time in ms; null when it was not measured'),
})

const depth = z.strictObject({ due: z.int(), dead: z.int() })

export const healthAnswer = z.strictObject({
  status: z
    .enum(['ok', 'degraded'])
    .describe('degraded: a receiver, catalog or target is off; the status says which'),
})

export const statusAnswer = z.strictObject({
  now: time,
  vantages: z.array(
    z.strictObject({
      name: z.string(),
      latest: report.nullable().describe('Its newest report; brief where nothing changed'),
      lastSweepAt: time.nullable().describe('Start of its newest scheduled sweep'),
      ageMs: z.number().nullable(),
      silent: z.boolean().describe('Quiet for so long that sweeps must be missing'),
    }),
  ),
  differences: z
    .array(
      z.strictObject({
        name: z.string(),
        url: z.string(),
        at: z
          .array(
            z.strictObject({
              vantage: z.string(),
              silent: z.boolean(),
              target: z.string().describe('Its id there'),
              verdict,
              finding: finding.pick({ code: true, summary: true, fix: true }).nullable(),
            }),
          )
          .describe('The failing sides first'),
      }),
    )
    .describe('Endpoints that work from one vantage and fail from another'),
  incidents: z.array(incident).describe('Open ones'),
  outboxDepth: depth.describe('Notifications that wait, and that were given up'),
  remembered: z
    .literal(true)
    .exactOptional()
    .describe(
      'The store did not answer: what the probe remembers, perhaps without incidents and other vantages',
    ),
})

export const historyAnswer = z.strictObject({
  target: z.string(),
  entries: z.array(historyEntry).describe('Newest first'),
})

export const targetAnswer = z.strictObject({
  now: time,
  target: z.string(),
  at: z.array(
    z.strictObject({
      vantage: z.string(),
      startedAt: time,
      report: z.string(),
      evidence: z
        .strictObject({
          result: targetResult,
          observedIn: z.strictObject({ id: z.string(), startedAt: time }),
          dns: z.record(z.string(), dnsAnswer),
          certificates: z.record(z.string(), certificate),
        })
        .nullable()
        .describe('In full; null: gone with the retention'),
    }),
  ),
  history: historyAnswer,
  transitions: z.array(transition),
  incidents: z.array(incident).describe('Open ones that hit it'),
})

export const incidentsAnswer = z.strictObject({ now: time, incidents: z.array(incident) })

export const sweepAnswer = z.strictObject({
  state: z.enum(['done', 'running']).describe('running: it goes on, and its report will be stored'),
  report: z.string().nullable().describe('Id of the report'),
  kept: z.enum(['stored', 'spooled', 'logged']).nullable().describe('Where the report is'),
  summary: report.shape.summary.nullable(),
})
