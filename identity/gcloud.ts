import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Environment } from '../shared/document/environment.ts'
import type { Issued, Issuer } from './issuer.ts'

/** After which gcloud is ended, in ms: it is a Python program that asks the network. */
const TOOL_MS = 10_000
/** How long a token of gcloud is used, in ms: it lasts an hour, and gcloud keeps it until shortly before its end. */
const USED = 3 * 60_000
const TOKEN = /^[\w.~+/=-]{20,4096}$/

const run = promisify(execFile)

/**
 * Tokens of whoever is logged in to gcloud, else those of the other issuer. Where the environment names an identity, that
 * alone is used. https://docs.cloud.google.com/sdk/gcloud/reference/auth/print-access-token
 */
export function gcloudOr(other: Issuer, env: Environment): Issuer {
  if (hasIdentity(env)) return other
  return async (scope, signal) => (await gcloudToken(env, signal)) ?? (await other(scope, signal))
}

const NAMED = [
  'K_SERVICE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GOOGLE_WORKLOAD_IDENTITY_PROVIDER',
  'GCE_METADATA_HOST',
  'GCE_METADATA_IP',
]

function hasIdentity(env: Environment): boolean {
  return NAMED.some((name) => env[name] !== undefined)
}

/** Null: gcloud is not installed, or nobody is logged in. */
async function gcloudToken(env: Environment, signal: AbortSignal): Promise<Issued | null> {
  try {
    const { stdout } = await run('gcloud', ['auth', 'print-access-token', '--quiet'], {
      ...{ env: { ...env }, signal, timeout: TOOL_MS, maxBuffer: 64 * 1024, windowsHide: true },
      // gcloud is a script of the command interpreter there.
      shell: process.platform === 'win32',
    })
    const token = stdout.trim()
    return TOKEN.test(token) ? { token, expiresAt: Date.now() + USED } : null
  } catch {
    return null
  }
}
