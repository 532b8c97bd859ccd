import type { ProblemDetails } from '../../shared/web/problem.ts'
import { refused, type Said, type Session } from './tool.ts'

/** Any host will do: the request stays in this process. */
const ORIGIN = 'http://perimeter.invalid'

/** An answer of the API, or what its refusal comes to. */
export type Answer<T> =
  | { readonly value: T; readonly refusal: null }
  | { readonly value: null; readonly refusal: Said }

/** Asks the HTTP API of this process; with a body by POST. What is asked passes its rate, bounds and guards. */
export async function askApi<T>(
  path: string,
  { app, signal }: Pick<Session, 'app' | 'signal'>,
  body?: unknown,
): Promise<Answer<T>> {
  const post = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  }
  const request = new Request(`${ORIGIN}${path}`, { signal, ...(body !== undefined && post) })
  const response = await app.fetch(request)
  const value = await response.json()
  if (response.ok) return { value: value as T, refusal: null }
  return { value: null, refusal: refused(refusalText(value as ProblemDetails)) }
}

function refusalText({ detail, title, errors = [] }: ProblemDetails): string {
  const places = errors.map(({ at, message }) => `\n- ${at === '' ? '' : `${at}: `}${message}`)
  return `${detail ?? title}${places.join('')}`
}
