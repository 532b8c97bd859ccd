import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { googleTokens } from '../../identity/google.ts'
import type { FirestoreSettings } from '../../shared/config/store.ts'
import type { Rows } from '../rows/port.ts'
import { projectOf } from './project.ts'
import { firestoreRows } from './rows.ts'
import { Service } from './service.ts'
import { databaseTokens, type Tokens } from './token.ts'

export interface FirestoreOptions {
  /** FIRESTORE_EMULATOR_HOST, GOOGLE_CLOUD_PROJECT and GCE_METADATA_HOST are read from here. */
  readonly env?: NodeJS.ProcessEnv
  /** How requests leave, when not as HTTPS_PROXY and NO_PROXY say. Whoever made it closes it. */
  readonly dispatcher?: Dispatcher
  /** Who gives tokens. Default: the identity that `env` offers. */
  readonly tokens?: Tokens
  /** Scheme and authority of the service where it has other ones: a Private Service Connect endpoint’s. */
  readonly endpoint?: string
  /** Of one request with the token for it, in ms; a call begins no further request after so long. */
  readonly deadline?: number
  /** From 0 to below 1: how much of the pause before another attempt is waited. */
  readonly random?: () => number
}

const ENDPOINT = 'https://firestore.googleapis.com'

/** The name of the database of a project that has only one. */
const DATABASE = '(default)'

const COLLECTION = 'perimeter'

/** A sweep has some minutes for all that it does. */
const DEADLINE = 10_000

/** Rows in the database that the settings name. Nothing is asked of the network before the first call. */
export function connectFirestore(
  { project, database, collection }: FirestoreSettings,
  {
    env = process.env,
    endpoint,
    deadline = DEADLINE,
    random = Math.random,
    tokens = googleTokens(env),
    ...given
  }: FirestoreOptions,
): Rows {
  const emulator = env['FIRESTORE_EMULATOR_HOST'] || null
  // An emulator is on this machine, where no proxy leads.
  const dispatcher =
    given.dispatcher ??
    (emulator === null ? new EnvHttpProxyAgent({ allowH2: false }) : new Agent({ allowH2: false }))
  const service = new Service({
    origin: endpoint ?? (emulator === null ? ENDPOINT : `http://${emulator}`),
    project: projectOf(project, env),
    database: database ?? DATABASE,
    token: emulator === null ? databaseTokens(tokens) : null,
    dispatcher,
    deadline,
    random,
  })
  return firestoreRows(service, collection ?? COLLECTION, async () => {
    if (given.dispatcher === undefined) await dispatcher.destroy()
  })
}
