import { type Incident, incident } from '../../shared/model/incident.ts'
import type { Notification } from '../../shared/model/notification.ts'
import { type Transition, transition } from '../../shared/model/transition.ts'
import type { AlertsAt, AlertsCommit } from '../../shared/ports/alert-entries.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import type { SweepRef } from '../../shared/ports/store-entries.ts'
import { lately, undamaged, unlessDamaged } from '../damage.ts'
import { type Database, ms, type SqlRow, text } from './database.ts'

type Alerts = Pick<
  ResultsStore,
  'alertState' | 'commitAlerts' | 'incidents' | 'incident' | 'updateIncident' | 'transitions'
>

/** Incidents and what they are derived from. One version a vantage guards both. */
export function alerts(db: Database): Alerts {
  return {
    async alertState(vantage) {
      return await stateOf(db, vantage)
    },

    async commitAlerts(commit) {
      return db.write('write alerts to the store', () => {
        if (versionOf(db, commit.vantage) !== commit.expected) return 'conflict'
        writeState(db, commit)
        for (const changed of commit.incidents) writeIncident(db, changed)
        for (const made of commit.transitions) writeTransition(db, made)
        for (const made of commit.notifications) writeNotification(db, made)
        return 'committed'
      })
    },

    async incidents({ vantage, state, limit }) {
      const given = Object.entries({ vantage, state }).filter(([, value]) => value !== undefined)
      const where = given.map(([column]) => `${column} = ?`).join(' and ') || 'true'
      const rows = db.read(() =>
        db.all(
          `select id, body from incident where ${where} order by updated_at desc, id desc limit ?`,
          ...given.map(([, value]) => value ?? ''),
          limit,
        ),
      )
      return await undamaged(db.onDamage, rows, (row) => asIncident(db, row))
    },

    async incident(id) {
      const row = db.read(() =>
        db.get(
          `select i.id, i.body, a.version from incident i join alerts a using (vantage) where i.id = ?`,
          id,
        ),
      )
      const held = row && (await unlessDamaged(db.onDamage, () => asIncident(db, row)))
      return held ? { incident: held, version: text(row, 'version') } : null
    },

    async updateIncident(changed, expected) {
      return db.write('write an incident to the store', () => {
        if (versionOf(db, changed.vantage) !== expected) return 'conflict'
        db.run('update alerts set version = version + 1 where vantage = ?', changed.vantage)
        writeIncident(db, changed)
        return 'committed'
      })
    },

    async transitions(target, { vantage, from, to, limit }) {
      const rows = db.read(() =>
        db.all(
          `select id, body from transition where target = ? ${vantage === undefined ? '' : 'and vantage = ?'}
             and at >= ? and at < ? order by at desc, id desc limit ?`,
          target,
          ...(vantage === undefined ? [] : [vantage]),
          from === undefined ? Number.MIN_SAFE_INTEGER : ms(from),
          to === undefined ? Number.MAX_SAFE_INTEGER : ms(to),
          limit,
        ),
      )
      return await undamaged(db.onDamage, rows, (row) =>
        db.named('transition', text(row, 'id'), () =>
          transition.parse(JSON.parse(text(row, 'body'))),
        ),
      )
    },
  }
}

async function stateOf(db: Database, vantage: string): Promise<AlertsAt | null> {
  const row = db.read(() => db.get('select * from alerts where vantage = ?', vantage))
  if (row === undefined) return null
  return {
    state: await unlessDamaged(db.onDamage, () =>
      db.named('alerts', vantage, () => JSON.parse(text(row, 'state')) as unknown),
    ),
    through: throughIn(row),
    version: text(row, 'version'),
  }
}

/** Where nobody knows what was seen, it is begun anew a while before now. */
function throughIn(row: SqlRow): SweepRef {
  const startedAt = text(row, 'through_at')
  return Number.isNaN(ms(startedAt))
    ? lately(new Date())
    : { id: text(row, 'through_id'), startedAt }
}

function versionOf(db: Database, vantage: string): string | null {
  const row = db.get('select version from alerts where vantage = ?', vantage)
  return row === undefined ? null : text(row, 'version')
}

function writeState(db: Database, { vantage, expected, state, through }: AlertsCommit): void {
  db.run(
    'insert or replace into alerts values (?, ?, ?, ?, ?)',
    vantage,
    Number(expected ?? 0) + 1,
    through.id,
    through.startedAt,
    JSON.stringify(state),
  )
}

function writeIncident(db: Database, changed: Incident): void {
  db.run(
    'insert or replace into incident values (?, ?, ?, ?, ?, ?)',
    changed.id,
    changed.vantage,
    changed.state,
    ms(changed.updatedAt),
    changed.closedAt === null ? null : ms(changed.closedAt),
    JSON.stringify(changed),
  )
}

function writeTransition(db: Database, made: Transition): void {
  db.run(
    'insert into transition values (?, ?, ?, ?, ?) on conflict (id) do nothing',
    made.id,
    made.vantage,
    made.target,
    ms(made.at),
    JSON.stringify(made),
  )
}

function writeNotification(db: Database, made: Notification): void {
  db.run(
    "insert into outbox values (?, ?, 'due', ?, ?, 0, null, ?) on conflict (id) do nothing",
    made.id,
    made.vantage,
    ms(made.createdAt),
    ms(made.createdAt),
    JSON.stringify(made),
  )
}

function asIncident(db: Database, row: SqlRow): Incident {
  return db.named('incident', text(row, 'id'), () => incident.parse(JSON.parse(text(row, 'body'))))
}
