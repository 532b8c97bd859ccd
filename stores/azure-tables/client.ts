import http from 'node:http'
import https from 'node:https'
import { getCACertificates } from 'node:tls'
import { TableClient, type TableServiceClientOptions } from '@azure/data-tables'
import { azureCredential } from '../../identity/azure.ts'
import type { AzureTablesSettings } from '../../shared/config/store.ts'
import { StoreError } from '../../shared/ports/store-error.ts'
import { RequestError } from './failure.ts'
import { transactionPolicy } from './transaction.ts'

type Policy = Parameters<TableClient['pipeline']['addPolicy']>[0]

export interface ServiceConnection {
  readonly client: TableClient
  /** Host and table, for messages. */
  readonly place: string
  close(): void
}

const DEFAULT_TABLE = 'perimeter'

/** Below the four minutes after which Azure’s load balancers forget a connection without a word. */
const IDLE_MS = 30_000

/** Touches no network: the first request does. `ca`: roots in addition to Node’s own, in PEM. Throws StoreError. */
export function connect(settings: AzureTablesSettings, ca: readonly string[]): ServiceConnection {
  const table = settings.table ?? DEFAULT_TABLE
  const client =
    settings.connectionString === undefined
      ? byIdentity(endpointOf(settings), table)
      : byConnectionString(settings.connectionString, table)
  const { protocol, host, pathname } = new URL(client.url)
  const agent = agentFor(protocol, ca)
  // After the proxy’s policy: what goes through a proxy keeps the agent of the proxy.
  client.pipeline.addPolicy(withAgent(agent), { afterPolicies: ['proxyPolicy'] })
  client.pipeline.addPolicy(transactionPolicy, {
    beforePolicies: ['tablesNamedKeyCredentialPolicy'],
  })
  client.pipeline.addPolicy(fromTheService, { afterPhase: 'Retry' })
  return {
    client,
    place: `${host}${pathname.replace(/\/$/, '')}/${table}`,
    close: () => agent.destroy(),
  }
}

function endpointOf({ account, endpoint }: AzureTablesSettings): string {
  if (endpoint !== undefined) return endpoint
  return `https://${account ?? ''}.table.core.windows.net`
}

function byIdentity(endpoint: string, table: string): TableClient {
  if (new URL(endpoint).protocol !== 'https:') {
    const message = `Cannot open the store ${endpoint}: a token is sent over https only; write https://, or give a connectionString`
    throw new StoreError(message, { problem: 'unreachable' })
  }
  return new TableClient(endpoint, table, azureCredential(process.env), OPTIONS)
}

function byConnectionString(text: string, table: string): TableClient {
  const client = parsed(text, table)
  if (client !== null) return client
  const message =
    'Cannot open the store: its connectionString is none of a storage account; copy it from the account’s access keys or shared access signature'
  throw new StoreError(message, { problem: 'unreachable' })
}

/** Null when the library does not understand it; what it says then may quote the text, which is a secret. */
function parsed(text: string, table: string): TableClient | null {
  try {
    return TableClient.fromConnectionString(text, table, { ...OPTIONS })
  } catch {
    return null
  }
}

const OPTIONS: TableServiceClientOptions = {
  // A connection string may name http, as those of emulators do: keys sign there and are not sent.
  allowInsecureConnection: true,
  retryOptions: { maxRetries: 0 },
  redirectOptions: { maxRetries: 0 },
}

function agentFor(protocol: string, ca: readonly string[]): http.Agent {
  const options = { keepAlive: true, timeout: IDLE_MS }
  if (protocol === 'http:') return new http.Agent(options)
  const roots = ca.length > 0 && { ca: [...getCACertificates(), ...ca] }
  return new https.Agent({ ...options, ...roots })
}

function withAgent(agent: http.Agent): Policy {
  return {
    name: 'perimeterAgentPolicy',
    async sendRequest(request, next) {
      request.agent ??= agent
      return await next(request)
    },
  }
}

/** A block page or a login page is no answer, whatever its status: every one of the service carries its request id. */
const fromTheService: Policy = {
  name: 'perimeterServicePolicy',
  async sendRequest(request, next) {
    const response = await next(request)
    if (response.headers.has('x-ms-request-id')) return response
    const message = `The answer carries no request id: it is not from the service`
    throw new RequestError(message, 'NOT_THE_SERVICE', response.status)
  },
}
