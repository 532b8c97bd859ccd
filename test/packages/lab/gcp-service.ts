import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { stringify } from 'yaml'
import type { ResultsStore } from '../../../shared/ports/results-store.ts'
import { openFirestore } from '../../../stores/firestore/open-firestore.ts'
import type { TestServer } from '../../fixtures/tcp-server.ts'
import type { Lab } from '../../lab/lab.ts'
import { inVnet } from '../../lab/scenario/probe.ts'
import { CLOUD_RUN, FRAMEWORK, RunningFunction } from '../gcp-function.ts'
import { STORE, setNetwork } from './gcp-network.ts'

const PROJECT = 'contoso-net'
export const VANTAGE = 'perimeter-asia-northeast1'

/** What stands before the function starts. */
export interface Setting {
  readonly lab: Lab
  /** Of the installed package. */
  readonly folder: string
  readonly metadata: TestServer
  /** The checks’ own handle on it. */
  readonly store: ResultsStore
}

/** The article’s function as a configuration: what it reads, what it writes to, and what it must not reach. */
function configuration(lab: Lab, over: { bucket?: string; warmUp?: string }): string {
  const { bucket = 'orders', warmUp = '1s' } = over
  return stringify({
    ca: [lab.rootFile],
    limits: { step: '500ms', target: '3s', sweep: '30s', attempts: 2, warmUp },
    targets: [
      {
        name: 'bucket',
        url: `https://storage.googleapis.com/storage/v1/b/${bucket}/o`,
        auth: { google: 'https://www.googleapis.com/auth/devstorage.read_only' },
        expect: { resolution: 'google-restricted', http: { status: [200] } },
      },
      {
        name: 'logging',
        url: 'https://logging.googleapis.com/',
        expect: { resolution: 'google-restricted' },
      },
      // Proves, when Google is out of reach, that the network itself works.
      { name: 'a host of the VPC', url: 'tcp://10.50.2.4:443' },
      {
        name: 'the internet',
        url: 'https://www.google.com/',
        expect: { reachability: 'blocked' },
      },
    ],
    store: { firestore: {} },
    alerts: { openAfter: 1, closeAfter: 1 },
  })
}

/** Starts an instance as Cloud Run does: the framework’s program in the package, with the network of the article. */
export async function startInstance(
  { lab, folder, metadata }: Setting,
  over: { bucket?: string; warmUp?: string } = {},
): Promise<RunningFunction> {
  const files = await setNetwork(lab)
  const env = {
    PATH: process.env['PATH'] ?? '',
    // Files of an instance lie in its memory, and go with it.
    TMPDIR: mkdtempSync(path.join(lab.session.folder, 'instance-')),
    ...CLOUD_RUN,
    GCE_METADATA_HOST: `127.0.0.1:${metadata.port}`,
    FIRESTORE_EMULATOR_HOST: `${STORE.address}:${STORE.port}`,
    PERIMETER_CONFIG_YAML: configuration(lab, over),
  }
  return await RunningFunction.start(folder, FRAMEWORK, env, inVnet(lab, files))
}

/** A handle on the store beside the function’s own. */
export async function openStore(): Promise<ResultsStore> {
  const env = { FIRESTORE_EMULATOR_HOST: `${STORE.address}:${STORE.port}` }
  return await openFirestore({ project: PROJECT }, { env })
}

/** The scheduled sweeps in the store, oldest first. */
export async function storedIds({ store }: Setting): Promise<readonly string[]> {
  return (await store.sweepsAfter(VANTAGE, null, 100)).map(({ id }) => id)
}

/**
 * The headers of Cloud Scheduler for the run after the last sweep in the store. A sweep that began up to 5 s before a
 * run was due counts as its sweep (shared/web/due.ts), hence the time.
 */
export async function nextRun({ store }: Setting): Promise<Readonly<Record<string, string>>> {
  const last = await store.latest(VANTAGE, 'scheduled')
  return runAfter(last === null ? 0 : Date.parse(last.startedAt))
}

/** The same after a sweep that began at that time, in ms since the epoch. */
export function runAfter(startedAt: number): Readonly<Record<string, string>> {
  const due = new Date(startedAt + 5_001)
  return {
    'x-cloudscheduler': 'true',
    'x-cloudscheduler-jobname': 'perimeter',
    'x-cloudscheduler-scheduletime': due.toISOString(),
    'user-agent': 'Google-Cloud-Scheduler',
  }
}
