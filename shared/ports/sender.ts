import type { HttpAnswer } from './http-answer.ts'

/** One HTTP request that is ready to be sent. Its URL and headers may hold secrets: they are never logged. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends notifications. Never throws; ends at the deadline, in ms. */
export interface Sender {
  send(request: OutgoingRequest, deadlineMs: number): Promise<HttpAnswer>
}
