import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import process from 'node:process'
import { anyName } from '../../lab/odd/any-name.ts'
import type { FromOutpost, Serving, ToOutpost } from './outpost.ts'

/** The process of an outpost: does what outpost.ts asks, in the namespace that it was started in. */
let answers: Serving['answers'] = {}

function send(message: FromOutpost): void {
  process.send?.(message)
}

async function serve({ address, port, authority, answers: given }: Serving): Promise<void> {
  answers = given
  const server =
    authority === null
      ? http.createServer(answer)
      : https.createServer({ SNICallback: await anyName(authority) }, answer)
  server.listen(port, address)
  await once(server, 'listening')
  send({ type: 'serving' })
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const { method = '', headers } = request
  const url = new URL(request.url ?? '', 'http://any')
  let body = ''
  for await (const chunk of request) body += chunk
  const found = answers[url.pathname] ?? { status: 404, body: '' }
  send({ type: 'call', call: { method, path: url.pathname, search: url.search, headers, body } })
  response.writeHead(found.status, { 'content-type': 'application/json' }).end(found.body)
}

async function ask({ id, url, init }: ToOutpost & { type: 'fetch' }): Promise<void> {
  try {
    const answered = await fetch(url, init)
    const headers = Object.fromEntries(answered.headers)
    send({ type: 'fetched', id, status: answered.status, headers, body: await answered.text() })
  } catch (error) {
    send({ type: 'failed', id, error: String(error) })
  }
}

process.on('message', (message: ToOutpost) => {
  if (message.type === 'serve') void serve(message.serving)
  else if (message.type === 'answers') answers = message.answers
  else void ask(message)
})
process.on('disconnect', () => process.exit())
