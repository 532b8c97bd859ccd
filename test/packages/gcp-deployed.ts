import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Report } from '../../shared/model/report.ts'
import { openSqliteStore } from '../../stores/sqlite/sqlite.ts'
import type { TestServer } from '../fixtures/tcp-server.ts'
import { CLOUD_RUN } from './gcp-function.ts'

interface Port {
  readonly port: number
}

/** What a service is deployed with. */
export interface Deployed {
  /** Its store. */
  readonly file: string
  readonly env: Readonly<Record<string, string>>
}

/** A service with one target; its store and its spool lie in a folder of their own, within `root`. */
export function deployed(
  { root, metadata }: { readonly root: string; readonly metadata: TestServer },
  target: Port,
  more: Readonly<Record<string, string>> = {},
): Deployed {
  const own = mkdtempSync(path.join(root, 'service-'))
  const file = path.join(own, 'perimeter.db')
  const env = {
    TMPDIR: own,
    ...CLOUD_RUN,
    GCE_METADATA_HOST: `127.0.0.1:${metadata.port}`,
    PERIMETER_CONFIG_YAML: config(target, `{ sqlite: ${JSON.stringify(file)} }`),
    ...more,
  }
  return { file, env }
}

export function config({ port }: Port, store: string): string {
  return [
    'proxy: none',
    'resolvers: []',
    'limits: { step: 500ms, target: 2s, sweep: 60s, attempts: 1 }',
    `targets: [{ name: web, url: "http://127.0.0.1:${port}/" }]`,
    `store: ${store}`,
  ].join('\n')
}

/** The headers of Cloud Scheduler for a run that was due now, or so many minutes later. */
export function slot(minute = 0): Readonly<Record<string, string>> {
  return {
    'x-cloudscheduler': 'true',
    'x-cloudscheduler-scheduletime': new Date(Date.now() + minute * 60_000).toISOString(),
  }
}

/** The scheduled sweeps in a store. */
export async function scheduledIn(file: string): Promise<readonly Report[]> {
  const store = openSqliteStore(file)
  try {
    const entries = await store.sweepsAfter('perimeter-asia-northeast1', null, 100)
    return (await Promise.all(entries.map(({ id }) => store.get(id)))).flatMap((r) => r ?? [])
  } finally {
    await store.close()
  }
}

/** A folder for services and packages. */
export function newRoot(): string {
  return mkdtempSync(path.join(tmpdir(), 'perimeter-gcp-'))
}
