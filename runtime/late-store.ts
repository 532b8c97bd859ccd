import type { ResultsStore } from '../shared/ports/results-store.ts'
import { Once } from './once.ts'

/**
 * A store that is opened when it is first used, and again after it could not be: until then whatever is asked of it
 * fails with the StoreError of the opening, as if it were unreachable, which is what reports are spooled for.
 */
export function lateStore(open: () => Promise<ResultsStore>): ResultsStore {
  const opened = new Once(open)
  const store = () => opened.get()

  return {
    append: async (report) => await (await store()).append(report),
    latest: async (vantage, kind) => await (await store()).latest(vantage, kind),
    get: async (id) => await (await store()).get(id),
    vantages: async () => await (await store()).vantages(),
    sweepsAfter: async (...after) => await (await store()).sweepsAfter(...after),
    history: async (target, range) => await (await store()).history(target, range),
    alertState: async (vantage) => await (await store()).alertState(vantage),
    commitAlerts: async (commit) => await (await store()).commitAlerts(commit),
    incidents: async (filter) => await (await store()).incidents(filter),
    incident: async (id) => await (await store()).incident(id),
    updateIncident: async (...update) => await (await store()).updateIncident(...update),
    transitions: async (target, range) => await (await store()).transitions(target, range),
    dueOutbox: async (...due) => await (await store()).dueOutbox(...due),
    settleOutbox: async (id, outcome) => await (await store()).settleOutbox(id, outcome),
    outboxDepth: async (vantage) => await (await store()).outboxDepth(vantage),
    acquireLease: async (...lease) => await (await store()).acquireLease(...lease),
    releaseLease: async (lease) => await (await store()).releaseLease(lease),
    keepShard: async (...kept) => await (await store()).keepShard(...kept),
    shardsOf: async (...of) => await (await store()).shardsOf(...of),
    shard: async (ref) => await (await store()).shard(ref),
    dropShards: async (vantage) => await (await store()).dropShards(vantage),
    prune: async (before) => await (await store()).prune(before),
    close: async () => await (await opened.got())?.close(),
  }
}
