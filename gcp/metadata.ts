import type { IncomingMessage } from 'node:http'
import process from 'node:process'
import type { Environment } from '../shared/document/environment.ts'

/** What the metadata server says; null for what it did not say in time. */
export interface Metadata {
  readonly project: string | null
  readonly region: string | null
  readonly instance: string | null
  /** Its email. */
  readonly serviceAccount: string | null
}

export const NO_METADATA: Metadata = {
  project: null,
  region: null,
  instance: null,
  serviceAccount: null,
}

/** https://docs.cloud.google.com/run/docs/container-contract#metadata-server */
const PATHS: Readonly<Record<keyof Metadata, string>> = {
  project: 'project/project-id',
  region: 'instance/region',
  instance: 'instance/id',
  serviceAccount: 'instance/service-accounts/default/email',
}

const ADDRESS = '169.254.169.254'

/**
 * For all of it, in ms. It answers within a few; an instance that starts on a busy CPU is slower to hear it, and without
 * the region its sweeps would be those of a vantage of another name.
 */
const DEADLINE = 5_000

/** Longer than any honest value. */
const LONGEST = 1_000

/**
 * Where the metadata server is; null where there is none to be asked: outside Cloud Run, unless GCE_METADATA_HOST names
 * one, as Google’s own clients take it.
 */
export function metadataOrigin(env: Environment): string | null {
  const named = env['GCE_METADATA_HOST']
  if (named) return `http://${named}`
  return env['K_SERVICE'] ? `http://${ADDRESS}` : null
}

/** Asks for everything at once. Never fails: what has not come at the deadline is not there. */
export async function readMetadata(origin: string, deadline = DEADLINE): Promise<Metadata> {
  const signal = AbortSignal.timeout(deadline)
  const entries = await Promise.all(
    Object.entries(PATHS).map(async ([name, path]) => {
      const value = await read(`${origin}/computeMetadata/v1/${path}`, signal)
      // The region comes as projects/NUMBER/regions/REGION.
      return [name, value === null ? null : (value.split('/').at(-1) ?? null)] as const
    }),
  )
  return { ...NO_METADATA, ...Object.fromEntries(entries) }
}

async function read(url: string, signal: AbortSignal): Promise<string | null> {
  // GCE_METADATA_HOST may hold anything.
  if (!URL.canParse(url)) return null
  const { promise, resolve } = Promise.withResolvers<string | null>()
  // An import would evaluate everything that the module exports, WebSocket and all behind it: 20 ms of a cold start.
  const { get } = process.getBuiltinModule('node:http')
  const request = get(url, {
    // Whatever else listens there does not answer with this header.
    headers: { 'metadata-flavor': 'Google' },
    signal,
    agent: false,
  })
  request.on('error', () => resolve(null))
  request.on('response', (response) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (part: string) => {
      text += part
      if (text.length > LONGEST) response.destroy()
    })
    response.on('close', () => resolve(null))
    response.on('error', () => resolve(null))
    response.on('end', () => resolve(isValue(response, text) ? text.trim() : null))
  })
  return await promise
}

function isValue({ statusCode, headers }: IncomingMessage, text: string): boolean {
  return statusCode === 200 && headers['metadata-flavor'] === 'Google' && text.trim() !== ''
}
