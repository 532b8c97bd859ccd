/** One HTTP request that is ready to be sent. Its URL and headers may hold secrets: they are never logged. */
export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came of it: an answer, whatever its status, or why there was none. */
export type SendResult =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      readonly failure: null
    }
  | { readonly failure: string }

/** Sends notifications. Never throws; ends at the deadline, in ms. */
export interface Sender {
  send(request: OutgoingRequest, deadlineMs: number): Promise<SendResult>
}
