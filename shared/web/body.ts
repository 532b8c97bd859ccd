import type { WebLimits } from './ports.ts'
import { problemAnswer } from './problem.ts'

export type Body =
  | { readonly value: unknown; readonly refused: null }
  | { readonly refused: Response }

/** What a form of the page says, as the JSON that a program would send. */
export type FormReader = (fields: URLSearchParams) => unknown

/** Reads the body of a request within the limits, JSON or, where a route takes it, a form; no body is an empty object. */
export async function readBody(
  request: Request,
  limits: WebLimits,
  form: FormReader | null,
): Promise<Body> {
  if (form !== null && isForm(request)) return await readForm(request, limits, form)
  const text = await readText(request, limits)
  if (typeof text !== 'string') return { refused: text }
  if (text === '') return { value: {}, refused: null }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return { refused: problemAnswer(415, 'Send the body as Content-Type: application/json') }
  }
  if (depthOf(text) > limits.jsonDepth) {
    return { refused: problemAnswer(400, `The JSON is nested deeper than ${limits.jsonDepth}`) }
  }
  try {
    return { value: JSON.parse(text), refused: null }
  } catch {
    return { refused: problemAnswer(400, 'The body is not JSON') }
  }
}

/** Whether a browser sent a form. */
export function isForm({ headers }: Request): boolean {
  const type = headers.get('content-type') ?? ''
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)
}

/** Any site can make a browser send a form, so that it must say that it comes from this one (`isForeign` looks which). */
async function readForm(request: Request, limits: WebLimits, form: FormReader): Promise<Body> {
  if (!request.headers.has('origin')) {
    return { refused: problemAnswer(403, 'A form must name its origin; programs send JSON') }
  }
  const text = await readText(request, limits)
  if (typeof text !== 'string') return { refused: text }
  return { value: form(new URLSearchParams(text)), refused: null }
}

async function readText(request: Request, limits: WebLimits): Promise<string | Response> {
  const { bodyBytes, bodyTime } = limits
  const tooLarge = () => problemAnswer(413, `A body may have at most ${bodyBytes} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytes) return tooLarge()
  if (request.body === null) return ''
  const reader = request.body.getReader()
  let late = false
  const timer = setTimeout(() => {
    late = true
    reader.cancel().catch(() => {})
  }, bodyTime)
  try {
    const bytes = await upTo(bodyBytes, reader)
    // A stream that was cancelled ends as one that is complete.
    if (late) return tooSlow(bodyTime)
    return bytes === null ? tooLarge() : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return late ? tooSlow(bodyTime) : problemAnswer(400, 'The body ended early, or is not UTF-8')
  } finally {
    clearTimeout(timer)
  }
}

/** All that comes; null when it is more than `max` bytes. */
async function upTo(
  max: number,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(parts)
    bytes += value.byteLength
    if (bytes > max) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}

function tooSlow(ms: number): Response {
  const detail = `The body did not arrive within ${ms / 1000} s; send it whole, or none`
  return problemAnswer(408, detail, { headers: [['connection', 'close']] })
}

/** How deep brackets are nested outside strings; of what is no JSON, some number. A string without end takes the rest. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth)
    else if (token === ']' || token === '}') depth--
  }
  return deepest
}
