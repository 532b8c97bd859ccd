import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../../shared/ports/store-error.ts'

/**
 * The steps from an empty file to the newest schema; `user_version` is the number of those taken. Steps that
 * were released are never changed: a change is one more step.
 *
 * A report is one row: `body` is its JSON under zstd, packed on the text of the report `base` where there is one.
 * `outcome` has what history needs of every target, in the order of `target_set.targets`, some targets in one row: in
 * the order of their times by target set and vantage, so that a month of one target is read from pages side by side, none of
 * which holds a body. Rows of earlier versions have it in `report.outcomes`, which is empty since, and are read there
 * until they are too old; `kinds` is null in those of the first version, whose outcomes are JSON under zstd.
 * Sweeps of one configuration share one target set. Times are ms since 1970.
 */
const MIGRATIONS = [
  `create table target_set (
     id integer primary key,
     targets text not null unique check (json_valid(targets))
   ) strict;
   create table report (
     id text primary key,
     vantage text not null,
     at integer not null,
     started_at text not null,
     kind text not null,
     pass integer not null,
     warn integer not null,
     fail integer not null,
     inconclusive integer not null,
     target_set integer not null references target_set (id),
     outcomes blob not null,
     body blob not null
   ) strict;
   create index report_by_time on report (at desc, id desc);
   create index report_by_vantage on report (vantage, at desc, id desc);
   create index report_by_target_set on report (target_set, at desc, id desc);`,

  `create table report_2 (
     id text primary key,
     vantage text not null,
     at integer not null,
     started_at text not null,
     kind text not null,
     pass integer not null,
     warn integer not null,
     fail integer not null,
     inconclusive integer not null,
     target_set integer not null references target_set (id),
     base text,
     kinds text,
     outcomes blob not null,
     body blob not null
   ) strict;
   insert into report_2
     select id, vantage, at, started_at, kind, pass, warn, fail, inconclusive, target_set, null, null, outcomes, body
     from report;
   drop table report;
   alter table report_2 rename to report;
   create index report_by_time on report (at desc, id desc);
   create index report_by_vantage on report (vantage, at desc, id desc);
   create index report_by_kind on report (kind, vantage, at desc, id desc);
   create index report_by_target_set on report (target_set, at desc, id desc);
   create index report_by_target_set_and_vantage on report (target_set, vantage, at desc, id desc);
   create index report_as_base on report (vantage, at desc) where base is null and kind = 'scheduled';

   create table alerts (
     vantage text primary key,
     version integer not null,
     through_id text not null,
     through_at text not null,
     state text not null check (json_valid(state))
   ) strict;
   create table incident (
     id text primary key,
     vantage text not null,
     state text not null,
     updated_at integer not null,
     closed_at integer,
     body text not null check (json_valid(body))
   ) strict;
   create index incident_by_time on incident (updated_at desc, id desc);
   create index incident_by_vantage on incident (vantage, state, updated_at desc, id desc);
   create table transition (
     id text primary key,
     vantage text not null,
     target text not null,
     at integer not null,
     body text not null check (json_valid(body))
   ) strict;
   create index transition_by_target on transition (target, at desc, id desc);
   create index transition_by_time on transition (at);
   create table outbox (
     id text primary key,
     vantage text not null,
     state text not null check (state in ('due', 'delivered', 'dead')),
     created_at integer not null,
     next_at integer not null,
     attempts integer not null,
     last_error text,
     body text not null check (json_valid(body))
   ) strict;
   create index outbox_by_state on outbox (state, vantage, next_at);
   create table lease (
     vantage text primary key,
     owner text not null,
     expires_at integer not null
   ) strict;`,

  `create table shard (
     vantage text not null,
     sweep text not null,
     shard integer not null,
     at integer not null,
     body blob not null,
     primary key (vantage, sweep, shard)
   ) strict;`,

  `create table kinds (
     id integer primary key,
     kinds text not null unique check (json_valid(kinds))
   ) strict;
   create table outcome (
     target_set integer not null references target_set (id),
     part integer not null,
     vantage text not null,
     at integer not null,
     report text not null,
     started_at text,
     kinds integer not null references kinds (id),
     records blob not null,
     primary key (target_set, part, vantage, at desc, report desc)
   ) strict, without rowid;
   create index report_with_outcomes on report (target_set, vantage, at desc, id desc) where length(outcomes) > 0;`,
] as const

/** Marks the file as ours ("Peri"), so that another program's database is refused and not written into. */
const APPLICATION_ID = 0x50_65_72_69

/** Brings a database to the newest schema. Safe when several processes open one new file at the same time. */
export function migrate(db: DatabaseSync, file: string): void {
  if (versionOf(db, file) === MIGRATIONS.length) return
  db.exec('begin immediate')
  try {
    // Read again under the lock: another process may have been first.
    for (const step of MIGRATIONS.slice(versionOf(db, file))) db.exec(step)
    db.exec(`pragma application_id = ${APPLICATION_ID}`)
    db.exec(`pragma user_version = ${MIGRATIONS.length}`)
    db.exec('commit')
  } catch (error) {
    db.exec('rollback')
    throw error
  }
}

function versionOf(db: DatabaseSync, file: string): number {
  const version = numberOf(db, 'pragma user_version')
  const application = numberOf(db, 'pragma application_id')
  const tables = numberOf(db, 'select count(*) from sqlite_schema')
  const foreign = application === 0 ? tables + version > 0 : application !== APPLICATION_ID
  if (foreign) {
    throw new StoreError(
      `Cannot open the store ${file}: it is a database of another program; name another path`,
      { problem: 'not-a-store' },
    )
  }
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      `Cannot open the store ${file}: its schema is version ${version} and this program knows ${MIGRATIONS.length}; use the newer Perimeter that wrote it, or name another path`,
      { problem: 'newer' },
    )
  }
  return version
}

/** The one number that a query gives. */
function numberOf(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0])
}
