import type { ResultsStore } from '../../shared/ports/results-store.ts'
import { bytes, type Database, number } from './database.ts'

type Shards = Pick<ResultsStore, 'keepShard' | 'shardsOf' | 'shard' | 'dropShards'>

/** What was seen of the shards of a sweep that is under way. */
export function shards(db: Database): Shards {
  return {
    async keepShard({ vantage, sweep, shard }, evidence) {
      const changed = db.write('keep a shard in the store', () =>
        db.run(
          `insert into shard values (?, ?, ?, cast(unixepoch('subsec') * 1000 as integer), ?)
           on conflict do nothing`,
          ...[vantage, sweep, shard, evidence],
        ),
      )
      return changed === 0 ? 'already-stored' : 'stored'
    },

    async shardsOf(vantage, sweep) {
      const rows = db.read(() =>
        db.all(
          'select shard from shard where vantage = ? and sweep = ? order by shard',
          vantage,
          sweep,
        ),
      )
      return rows.map((row) => number(row, 'shard'))
    },

    async shard({ vantage, sweep, shard }) {
      const row = db.read(() =>
        db.get(
          'select body from shard where vantage = ? and sweep = ? and shard = ?',
          ...[vantage, sweep, shard],
        ),
      )
      return row === undefined ? null : bytes(row, 'body')
    },

    async dropShards(vantage) {
      return db.write('remove shards from the store', () =>
        db.run('delete from shard where vantage = ?', vantage),
      )
    },
  }
}
