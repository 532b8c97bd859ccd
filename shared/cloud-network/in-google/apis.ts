import type { Layer } from '../../model/configured.ts'
import type { TargetAuth } from '../../model/target.ts'
import type { Caller } from '../pull/caller.ts'
import type { Listed } from '../pull/pages.ts'
import { entriesFrom, NOTHING, notRead, type Pulled } from '../pull/pulled.ts'

/** Google Cloud’s REST APIs, and who asks them. */
export interface GoogleApis {
  readonly caller: Caller
  /** https://compute.googleapis.com */
  readonly compute: string
  /** https://dns.googleapis.com */
  readonly dns: string
}

/** One API in one project. */
export interface Asking {
  readonly caller: Caller
  readonly auth: TargetAuth
  readonly project: string
  /** The URL of the project in the API. */
  readonly base: string
}

/** What is read, the permission that it takes, and the part of the path that is not whole without it. */
export interface Reading {
  readonly what: string
  readonly right: string
  readonly layer: Layer
}

/** Calls at once that list what belongs to one network, zone or policy. */
export const WIDTH = 8

/** The entries of a list; of one that is not whole, none. */
export function pulledList(listed: Listed, reading: Reading, { project }: Asking): Pulled {
  if (listed.trouble === null) return { ...NOTHING, entries: entriesFrom(listed.rows, project) }
  const what = `${reading.what} of project ${project}`
  return notRead({ ...reading, what }, listed.trouble)
}
