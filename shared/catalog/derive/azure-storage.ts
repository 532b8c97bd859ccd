import type { Environment } from '../../document/environment.ts'
import { connectionParts, type DerivedValue, hostOfUrl, matched } from './derived.ts'

const ACCOUNT = /^[a-z0-9]{3,24}$/
/** The account in the host of one of its services; accounts with a DNS zone of their own have that in between. */
const SERVICE_HOST = /^([a-z0-9]{3,24})(?:\.z\d+)?\.(?:blob|queue|table|file|dfs)\./
/** The storage emulator, which is nobody’s account. */
const EMULATOR = 'devstoreaccount1'

const ENDPOINTS = ['blobendpoint', 'queueendpoint', 'tableendpoint', 'fileendpoint']
const IDENTITY = ['blobServiceUri', 'queueServiceUri', 'tableServiceUri']

/**
 * The storage account of a connection: a connection string, or the settings `NAME__accountName` and
 * `NAME__blobServiceUri` of a connection by identity
 * (https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity).
 */
export function storageAccount(
  parameter: string,
  connection: string,
  env: Environment,
): readonly DerivedValue[] {
  const found = [
    ...accountIn(parameter, connection, accountOfString(env[connection] ?? '')),
    ...accountIn(parameter, `${connection}__accountName`, env[`${connection}__accountName`]),
    ...IDENTITY.flatMap((service) => {
      const variable = `${connection}__${service}`
      return accountIn(parameter, variable, accountOfUrl(env[variable] ?? ''))
    }),
  ]
  return found.slice(0, 1)
}

function accountIn(name: string, variable: string, account: string | null | undefined) {
  return account === EMULATOR ? [] : matched(name, variable, account ?? null, ACCOUNT)
}

function accountOfString(text: string): string | null {
  const parts = connectionParts(text)
  const named = parts.get('accountname')
  if (named !== undefined) return named
  const accounts = ENDPOINTS.flatMap((key) => accountOfUrl(parts.get(key) ?? '') ?? [])
  return accounts[0] ?? null
}

function accountOfUrl(text: string): string | null {
  return SERVICE_HOST.exec(hostOfUrl(text) ?? '')?.[1] ?? null
}
