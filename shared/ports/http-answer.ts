/** What came of an HTTP request: an answer, whatever its status, or why there was none, in words without a secret. */
export type HttpAnswer =
  | {
      readonly status: number
      /** By name in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      readonly failure: null
    }
  | { readonly failure: string }
