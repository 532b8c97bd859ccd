import { type Incident, incident } from '../../shared/model/incident.ts'
import type { Notification } from '../../shared/model/notification.ts'
import { type Transition, transition } from '../../shared/model/transition.ts'
import type { AlertsAt, AlertsCommit } from '../../shared/ports/alert-entries.ts'
import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { type Database, ms, type SqlRow, text } from './database.ts'

type Alerts = Pick<
  ResultsStore,
  'alertState' | 'commitAlerts' | 'incidents' | 'incident' | 'updateIncident' | 'transitions'
>

/** Incidents and what they are derived from. One version a vantage guards both. */
export function alerts(db: Database): Alerts {
  return {
    async alertState(vantage) {
      return db.read(() => stateOf(db, vantage))
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
          `select body from incident where ${where} order by updated_at desc, id desc limit ?`,
          ...given.map(([, value]) => value ?? ''),
          limit,
        ),
      )
      return rows.map(asIncident)
    },

    async incident(id) {
      return db.read(() => {
        const row = db.get(
          `select i.body, a.version from incident i join alerts a using (vantage) where i.id = ?`,
          id,
        )
        return row === undefined
          ? null
          : { incident: asIncident(row), version: text(row, 'version') }
      })
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
          `select body from transition where target = ? ${vantage === undefined ? '' : 'and vantage = ?'}
             and at >= ? and at < ? order by at desc, id desc limit ?`,
          target,
          ...(vantage === undefined ? [] : [vantage]),
          from === undefined ? Number.MIN_SAFE_INTEGER : ms(from),
          to === undefined ? Number.MAX_SAFE_INTEGER : ms(to),
          limit,
        ),
      )
      return rows.map((row) => transition.parse(JSON.parse(text(row, 'body'))))
    },
  }
}

function stateOf(db: Database, vantage: string): AlertsAt | null {
  const row = db.get('select * from alerts where vantage = ?', vantage)
  if (row === undefined) return null
  return {
    state: JSON.parse(text(row, 'state')) as unknown,
    through: { id: text(row, 'through_id'), startedAt: text(row, 'through_at') },
    version: text(row, 'version'),
  }
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

function asIncident(row: SqlRow): Incident {
  return incident.parse(JSON.parse(text(row, 'body')))
}
