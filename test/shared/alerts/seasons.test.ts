import path from 'node:path'
import { expect, test } from 'vitest'
import type { DerivedAlerts } from '../../../shared/alerts/derive.ts'
import { acknowledge, silenceUntil } from '../../../shared/alerts/log-entry.ts'
import { logLines } from '../../../shared/alerts/log-lines.ts'
import type { AlertPolicy, ReceiverFilter } from '../../../shared/alerts/policy.ts'
import type { Incident } from '../../../shared/model/incident.ts'
import type { Report } from '../../../shared/model/report.ts'
import { seeded } from '../../fixtures/seeded.ts'
import { EVERY, type Said, type Sweep, time } from './sweeps.ts'
import { Vantages } from './vantages.ts'

/**
 * Whole seasons of three vantages with bad weather, as alerts told them. The sweeps are drawn by a seed and the same in
 * every run. After a change that is meant: `npx vitest run test/shared/alerts/seasons.test.ts -u`, and read what differs.
 */
const FOLDER = path.resolve(import.meta.dirname, '../../golden/seasons')
const ROUNDS = 36
const MINUTE = 60_000

interface Season {
  readonly seed: number
  /** How likely a target changes from one round to the next. */
  readonly restless: number
  readonly policy: Partial<AlertPolicy>
  readonly targets: readonly string[]
  readonly causes: readonly Said[]
}

function receiver(name: string, more: Partial<ReceiverFilter> = {}): ReceiverFilter {
  return { name, on: ['fail'], targets: null, capabilities: null, bundles: true, ...more }
}

const TARGETS = ['app/db', 'app/cache', 'web/www', 'web/api', 'plain']
const SHARED: readonly Said[] = [
  'fail tcp-dropped 10.0.0.9',
  'inconclusive tcp-dropped 10.0.0.9',
  'fail tcp-dropped 20.0.0.1',
  'fail tls-blocked-by-name names',
  'inconclusive dns-resolver-unreachable 10.0.0.4:53',
  'fail dns-name-not-found zone',
  'warn tls-expires-soon leaf',
  'inconclusive not-checked-in-time the stopped sweep',
  'inconclusive path-warming-up the warm-up of the instance',
]

const seasons: Readonly<Record<string, Season>> = {
  'filters-and-reminders': {
    ...{ seed: 1, restless: 0.12 },
    targets: TARGETS,
    causes: SHARED,
    policy: {
      remindEvery: 30 * MINUTE,
      page: 'https://perimeter.example/status/',
      channels: [
        receiver('chat', { on: ['fail', 'inconclusive'] }),
        receiver('hook', { targets: ['app/*'], bundles: false }),
        receiver('pager', { capabilities: ['web'] }),
      ],
    },
  },
  'quiet-times': {
    ...{ seed: 2, restless: 0.12 },
    targets: TARGETS,
    causes: SHARED,
    policy: {
      openAfter: 1,
      closeAfter: 3,
      flapping: { times: 2, within: 60 * MINUTE },
      silences: [
        { code: 'tcp-dropped', subject: '20.*', targets: null, until: time(80), reason: 'known' },
        { code: null, subject: null, targets: ['plain'], until: null, reason: 'a test' },
      ],
      maintenance: [
        { ...{ from: time(110), to: time(140) }, targets: ['web/*'], reason: 'patching' },
        {
          ...{ days: ['sun'], from: '09:40', to: '09:50', timezone: 'Asia/Tokyo' },
          ...{ targets: null, reason: null },
        },
      ],
    },
  },
  'one-cause-in-turns': {
    ...{ seed: 5, restless: 0.3 },
    targets: ['app/db', 'web/www', 'web/api'],
    causes: [
      'fail tcp-dropped 10.0.0.9',
      'inconclusive tcp-dropped 10.0.0.9',
      'warn tcp-dropped 10.0.0.9',
      'fail tcp-dropped 20.0.0.1',
      'inconclusive not-checked-in-time the stopped sweep',
      'fail dns-name-not-found zone',
    ],
    policy: {
      ...{ openAfter: 3, closeAfter: 1, remindEvery: 15 * MINUTE },
      opens: ['fail', 'inconclusive', 'warn'],
      channels: [receiver('chat', { on: ['fail', 'inconclusive', 'warn'] })],
    },
  },
  'many-at-once': {
    ...{ seed: 3, restless: 0.02 },
    targets: Array.from({ length: 9 }, (_, n) => `app${n % 2}/db${n}`),
    causes: Array.from({ length: 9 }, (_, n) => `fail tcp-refused 10.0.1.${n}` as const),
    policy: { agree: 2, channels: [receiver('chat'), receiver('hook', { bundles: false })] },
  },
}

type Sky = Map<string, Said>

/** All goes wrong at once, at every vantage; then all is well. */
function isStorm(number: number): boolean {
  return (number >= 8 && number < 11) || (number >= 24 && number < 26)
}

/** The weather at one vantage in the next round: each target stays as it is for a while. */
function sweepUnder(sky: Sky, season: Season, number: number, random: () => number): Sweep {
  const { targets, causes, restless } = season
  const cause = (n: number) => causes[n % causes.length] ?? 'pass'
  const drawn = () => (random() < 0.5 ? cause(Math.floor(random() * causes.length)) : 'pass')
  for (const id of targets.filter(() => random() < restless)) sky.set(id, drawn())
  if (isStorm(number)) for (const [n, id] of targets.entries()) sky.set(id, cause(n))
  else if (isStorm(number - 1)) for (const id of targets) sky.set(id, 'pass')
  return Object.fromEntries([...sky].filter(() => random() > 0.02))
}

function more(random: () => number): Partial<Report> {
  const kind = random() < 0.5 ? 'target' : 'receiver'
  const off = { kind, name: 'x', problem: 'p', remedy: 'r', host: null } as const
  const symptom = 'Orders fail.'
  return {
    capabilities: [
      {
        ...{ id: 'app', name: 'App', catalog: 'c', verdict: 'fail', symptom },
        ...{ sandbox: null, sandboxes: [], blockedBy: [] },
      },
    ],
    ...(random() < 0.1 && {
      configuration: { hash: 'aaaaaaaaaaaa', catalogs: {}, disabled: [off, { ...off }] },
    }),
  }
}

function told(number: number, vantage: string, derived: DerivedAlerts): readonly string[] {
  const lines = [
    ...derived.transitions
      .filter(({ from, to }) => from !== null || to !== 'pass')
      .map((t) => `  ${t.target}: ${t.from} to ${t.to}: ${t.reason}`),
    ...derived.incidents.flatMap(({ id, log }) =>
      log
        .filter(({ report }) => report === derived.state.report)
        .map(({ what, reason }) => `  ${id}: ${what}: ${reason}`),
    ),
    ...derived.notifications.flatMap(({ payload, ...rest }) => [
      `  -> ${JSON.stringify(rest)}`,
      `     ${payload.severity}: ${payload.title}`,
      ...payload.text.split('\n').map((line) => `     | ${line}`),
      ...payload.links.map(({ text, href }) => `     ${text}: ${href}`),
    ]),
  ]
  return lines.length === 0 ? [] : [`${time(number * EVERY).slice(11, 16)} ${vantage}`, ...lines]
}

/** A person looks after an incident now and then. */
function person(random: () => number, number: number): (incident: Incident) => Incident {
  const at = new Date(Date.parse(time(number * EVERY)))
  const until = new Date(at.getTime() + 20 * MINUTE)
  return (incident) => {
    const dice = random()
    if (dice < 0.05) return acknowledge(incident, at, 'kim')
    if (dice < 0.1) return silenceUntil(incident, until, { at, by: 'kim', why: 'seen' })
    return dice < 0.12 ? silenceUntil(incident, null, { at, by: 'kim', why: '' }) : incident
  }
}

function lived(season: Season): string {
  const random = seeded(season.seed)
  const all = new Vantages(season.policy)
  const skies = ['a', 'b', 'c'].map((vantage) => {
    return [vantage, new Map<string, Said>(season.targets.map((id) => [id, 'pass']))] as const
  })
  const changed = { from: time(0), to: time(5), lines: ['A rule is new'], parts: [] }
  const changes = new Map([[String(season.causes[0]).replace('fail ', ''), changed]])
  const lines: string[] = []
  const logged: number[] = []
  for (let number = 0; number < ROUNDS; number++) {
    for (const [vantage, sky] of skies) {
      const sweep = sweepUnder(sky, season, number, random)
      // One is silent for a while.
      if (vantage === 'c' && number >= 14 && number < 22) continue
      all.touch(vantage, person(random, number))
      const extra = more(random)
      const derived = all.sweep(vantage, number, sweep, extra, changes)
      logged.push(logLines(derived).length)
      lines.push(...told(number, vantage, derived))
    }
  }
  const ends = skies.map(([vantage]) => JSON.stringify(all.state(vantage)))
  const incidents = all.incidents().map(({ log, ...one }) => {
    const acts = log.filter(({ report }) => report === null)
    return JSON.stringify({ ...one, acts, entries: log.length })
  })
  return inShort(
    `${[...lines, `log lines: ${logged.join(' ')}`, ...ends, ...incidents].join('\n')}\n`,
  )
}

/** Ids of incidents as numbers, in the order in which they appear. */
function inShort(text: string): string {
  const known = new Map<string, string>()
  return text.replace(/\d{8}T\d{6}-[a-z-]+-[0-9a-f]{10}/g, (id) => {
    const short = known.get(id) ?? `#${known.size + 1}`
    known.set(id, short)
    return short
  })
}

test.for(Object.entries(seasons))('%s', async ([name, season]) => {
  await expect(lived(season)).toMatchFileSnapshot(`${FOLDER}/${name}.txt`)
})
