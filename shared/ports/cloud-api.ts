import type { HttpAnswer } from './http-answer.ts'

/** One request to the API of a cloud. Its token is a secret: it is never logged. */
export interface ApiRequest {
  readonly url: string
  readonly token: string
  /** JSON to post; null: it is a GET. */
  readonly body: string | null
}

/** Asks the API of a cloud. Never throws; ends at the deadline, in ms, or at the signal. Answers are bounded in size. */
export type CloudApi = (
  request: ApiRequest,
  deadlineMs: number,
  signal: AbortSignal,
) => Promise<HttpAnswer>
