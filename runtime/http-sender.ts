import type { Dispatcher } from 'undici'
import type { Sender } from '../shared/ports/sender.ts'
import { dispatcherFor, type Egress, flatHeaders, reasonOf } from './egress.ts'

/** Bytes of an answer that are read: it says why it refuses in its first words, if at all. */
const MAX_BODY = 4096

/**
 * Sends notifications over HTTP(S), through the proxy where there is one. No redirect is followed: a body that holds
 * a key must not go elsewhere. Every request has a connection of its own, gone when it ends.
 */
export function httpSender(options: Egress): Sender {
  return {
    async send({ url, method, headers, body }, deadlineMs) {
      const signal = AbortSignal.timeout(deadlineMs)
      const { origin, pathname, search } = new URL(url)
      const dispatcher = dispatcherFor(new URL(url), options)
      try {
        const answer = await dispatcher.request({
          origin,
          path: `${pathname}${search}`,
          method: method as Dispatcher.HttpMethod,
          headers,
          body,
          signal,
        })
        return {
          status: answer.statusCode,
          headers: flatHeaders(answer.headers),
          body: await beginOf(answer.body),
          failure: null,
        }
      } catch (error) {
        return { failure: signal.aborted ? `no answer within ${deadlineMs} ms` : reasonOf(error) }
      } finally {
        await dispatcher.destroy()
      }
    },
  }
}

/** The first bytes of a body; one that breaks off or takes too long is as good as its start, as the status counts. */
async function beginOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= MAX_BODY) break
    }
  } catch {
    // The answer was given; only its text is short.
  }
  return Buffer.concat(chunks).subarray(0, MAX_BODY).toString('utf8')
}
