/** One request to the API of a cloud. Its token is a secret: it is never logged. */
export interface ApiRequest {
  readonly url: string
  readonly token: string
  /** JSON to post; null: it is a GET. */
  readonly body: string | null
}

/** What came of it: an answer, whatever its status, or why there was none, in words without a secret. */
export type ApiAnswer =
  | {
      readonly status: number
      /** By name in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      readonly failure: null
    }
  | { readonly failure: string }

/** Asks the API of a cloud. Never throws; ends at the deadline, in ms, or at the signal. Answers are bounded in size. */
export type CloudApi = (
  request: ApiRequest,
  deadlineMs: number,
  signal: AbortSignal,
) => Promise<ApiAnswer>
