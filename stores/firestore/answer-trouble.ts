import type { DatabaseId, Trouble } from './trouble.ts'

/** The error of an answer, https://cloud.google.com/apis/design/errors */
interface GoogleError {
  readonly status: string
  readonly message: string
  /** The whole of it, for what is in its details. */
  readonly text: string
}

type AnswerMeaning = Pick<Trouble, 'problem' | 'remedy' | 'again'> & { readonly says: string }
type Rows = Readonly<Record<string, (database: DatabaseId) => AnswerMeaning>>

/** By google.rpc.Code; what is certain not to have been done may be tried again whatever it was. */
const STATUSES: Rows = {
  UNAUTHENTICATED: () => ({
    problem: 'unreachable',
    says: 'it does not accept the token of this program',
    remedy: 'check the credentials that this program runs with, and its clock',
    again: 'never',
  }),
  PERMISSION_DENIED: ({ project }) => ({
    problem: 'unreachable',
    says: 'the identity of this program may not use it',
    remedy: `grant it the role roles/datastore.user on project ${project}`,
    again: 'never',
  }),
  NOT_FOUND: ({ project, database }) => ({
    problem: 'unreachable',
    says: 'there is no such database',
    remedy: `make it: gcloud firestore databases create --project=${project} --database='${database}' --type=firestore-native --location=LOCATION`,
    again: 'never',
  }),
  RESOURCE_EXHAUSTED: () => ({
    problem: 'busy',
    says: 'a quota or a limit is used up',
    remedy: 'compare its usage with its quotas; until then try again later',
    again: 'always',
  }),
  ABORTED: () => ({
    problem: 'busy',
    says: 'others write the same rows at the same time',
    remedy: 'try again',
    again: 'always',
  }),
  INVALID_ARGUMENT: () => ({
    problem: 'unknown',
    says: 'it does not understand the request',
    remedy: 'check project, database and collection of `store`; if they are right, report it',
    again: 'never',
  }),
}

/** Cases that a code shares with others, told by what else the answer holds. */
const DISABLED: Rows[string] = ({ project }) => ({
  problem: 'unreachable',
  says: 'the Firestore API is disabled there',
  remedy: `enable it: gcloud services enable firestore.googleapis.com --project=${project}`,
  again: 'never',
})
const DATASTORE_MODE: Rows[string] = () => ({
  problem: 'not-a-store',
  says: 'the database is in Datastore mode',
  remedy: 'name a database in native mode under `database`',
  again: 'never',
})
const PERIMETER: Rows[string] = () => ({
  problem: 'unreachable',
  says: 'a VPC Service Controls perimeter denies it',
  remedy:
    'give the unique id to whoever keeps the perimeter: its audit log names the rule that is missing',
  again: 'never',
})
const FAULT: Rows[string] = () => ({
  problem: 'unreachable',
  says: 'the service reports a fault of its own',
  remedy: 'try again later',
  again: 'reads',
})

/** An answer that is no success. `text` is its body. */
export function answerTrouble(httpStatus: number, text: string, database: DatabaseId): Trouble {
  const error = errorIn(text)
  if (error === null) return foreign(httpStatus)
  const { says, ...row } = rowOf(error)(database)
  const message = error.message.replaceAll(/\s+/g, ' ').slice(0, 300)
  return { ...row, says: `${says} (${error.status}: ${message})`, status: error.status }
}

/** What answers otherwise than Google does is not Google: a proxy, a firewall's page. */
function foreign(status: number): Trouble {
  return {
    problem: 'unreachable',
    status: null,
    says: `something other than Firestore answered (HTTP status ${status})`,
    remedy: 'allow firestore.googleapis.com on the way, and nothing that inspects it',
    again: status >= 500 || status === 429 ? 'reads' : 'never',
  }
}

function rowOf({ status, text }: GoogleError): (database: DatabaseId) => AnswerMeaning {
  // https://cloud.google.com/vpc-service-controls/docs/troubleshooting: the message carries the unique id.
  if (/SECURITY_POLICY_VIOLATED|VPC_SERVICE_CONTROLS|vpcServiceControlsUnique/.test(text)) {
    return PERIMETER
  }
  if (text.includes('SERVICE_DISABLED')) return DISABLED
  if (text.includes('Datastore Mode')) return DATASTORE_MODE
  return STATUSES[status] ?? FAULT
}

/** Methods that stream answer with an array, and so do their errors. */
function errorIn(text: string): GoogleError | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return null
  }
  const found: unknown = Array.isArray(body) ? body.find((item) => item?.error) : body
  const error = (found as { error?: Partial<GoogleError> } | null | undefined)?.error
  if (typeof error?.status !== 'string') return null
  return { status: error.status, message: String(error.message ?? ''), text }
}
