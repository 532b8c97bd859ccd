import { z } from 'zod'
import { checkedText, complain, nonEmpty } from '../document/text.ts'

/** https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model */
const tableName = checkedText((text) =>
  /^[A-Za-z][A-Za-z0-9]{2,62}$/.test(text)
    ? null
    : {
        message: 'is not a valid table name',
        remedy: 'Use 3 to 63 letters and digits, starting with a letter',
      },
)

const tableService = checkedText((text) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? null
    : {
        message: 'is not the URL of a table service',
        remedy: 'Write https://ACCOUNT.table.core.windows.net, or that of your cloud',
      },
)

/** By identity for an account or an endpoint; a connection string carries its own key. */
const azureTables = z
  .strictObject({
    account: checkedText((text) =>
      /^[a-z0-9]{3,24}$/.test(text)
        ? null
        : {
            message: 'is not a valid storage account name',
            remedy: 'Take 3 to 24 lower-case letters and digits; for another cloud give endpoint',
          },
    )
      .exactOptional()
      .describe('Name of the storage account, in the public cloud'),
    endpoint: tableService
      .exactOptional()
      .describe(
        'URL of the table service, for another cloud: https://ACCOUNT.table.core.usgovcloudapi.net',
      ),
    connectionString: nonEmpty
      .exactOptional()
      .describe('With the account’s key: a secret, so write ${NAME} and set the variable'),
    table: tableName.exactOptional().describe('Name of the table; default: perimeter'),
  })
  .superRefine(({ account, endpoint, connectionString }, ctx) => {
    const given = Object.entries({ account, endpoint, connectionString }).flatMap(([key, value]) =>
      value === undefined ? [] : [key],
    )
    if (given.length === 1) return
    const message =
      given.length === 0 ? 'names no account' : `names its account twice: ${given.join(' and ')}`
    complain(ctx, { message, remedy: 'Write one of account, endpoint and connectionString' })
  })

const firestore = z.strictObject({
  project: nonEmpty.exactOptional().describe('Project; default: the one we run in'),
  database: nonEmpty.exactOptional().describe('Database; default: (default)'),
  collection: checkedText((text) =>
    /^[A-Za-z][\w-]{0,99}$/.test(text)
      ? null
      : {
          message: 'is not a valid collection name',
          remedy: 'Start with a letter; use letters, digits, - and _',
        },
  )
    .exactOptional()
    .describe('Collection that everything lies in; default: perimeter'),
})

/** The stores that a configuration can name, by their key: each takes settings of its own. */
const STORES = {
  sqlite: nonEmpty.describe('File of a SQLite database'),
  azureTables: azureTables.describe('Azure Tables'),
  firestore: firestore.describe('Firestore in native mode'),
}

const KINDS = Object.keys(STORES) as StoreKind[]
export type StoreKind = keyof typeof STORES

/** The one store that a configuration names, with its settings; stores/open-store.ts opens each kind. */
export type StoreSettings = {
  readonly [K in StoreKind]: {
    readonly kind: K
    readonly settings: z.output<(typeof STORES)[K]>
  }
}[StoreKind]

export type AzureTablesSettings = z.output<typeof azureTables>
export type FirestoreSettings = z.output<typeof firestore>

/** Where reports are kept: exactly one of the stores. */
export const store = z
  .strictObject(STORES)
  .partial()
  .superRefine((given, ctx) => {
    const names = Object.keys(given)
    if (names.length === 1) return
    const message =
      names.length === 0 ? 'The store is not named' : `Two stores: ${names.join(' and ')}`
    complain(ctx, { message, remedy: `Write one of ${KINDS.join(', ')}` })
  })
  .transform((given): StoreSettings => {
    const kind = KINDS.find((name) => given[name] !== undefined)
    return { kind, settings: kind && given[kind] } as StoreSettings
  })
