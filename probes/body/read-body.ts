import { visibleText } from '../printable.ts'
import { withoutToken } from '../redact.ts'
import { textOf } from './charset.ts'
import { inflate } from './inflate.ts'
import { pageText } from './page-text.ts'

/** Characters of a page’s visible words that are kept when its beginning alone does not hold them. */
const MAX_PAGE = 1024

export interface BodyWish {
  /** Characters of the body to keep. */
  readonly keep: number
  /** Bytes that an inflated body may have. */
  readonly most: number
  /** A secret that an echo may hold. */
  readonly token?: string
}

/** A body as text; optional parts are there only when there is something to say. */
export interface BodyText {
  readonly body: string
  readonly page?: string
  readonly undecoded?: string
}

/** Makes text of the bytes of a body: inflated, decoded by its charset, the token taken out, cut. */
export async function readBody(
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
  { keep, most, token }: BodyWish,
): Promise<BodyText> {
  const type = headers['content-type'] ?? ''
  const { bytes: inflated, problem } = await inflate(bytes, headers['content-encoding'] ?? '', most)
  const text = withoutToken(textOf(inflated, type), token)
  const body = visibleText(text, keep)
  const isPage = /html/i.test(type) || /^\s{0,200}<(!doctype html|html|head)\b/i.test(text)
  const page = isPage && text.length > keep ? visibleText(pageText(text, MAX_PAGE), MAX_PAGE) : ''
  return {
    body,
    ...(page !== '' && { page }),
    ...(problem !== null && { undecoded: problem }),
  }
}
