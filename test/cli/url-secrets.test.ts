import { expect, test } from 'vitest'
import { parseTargetUrl } from '../../shared/target/target-url.ts'
import { httpServer, type Respond } from '../fixtures/http-server.ts'
import { site } from '../shared/web/site.ts'
import { call, folder } from './call.ts'

/** As they are sent, and as a program may write them. */
const SIG = 'c4naryPart+of/one=='
const CODE = 'canaryTwo_0815'
const QUERY = `sv=2024&sig=${encodeURIComponent(SIG)}&code=${CODE}&page=7`
const CANARY = /c4nary|canaryTwo|YzRuYXJ5|Y2FuYXJ5|63346e617279|63616e617279/i

/** Denies, and says in every way what it was asked. */
const echo: Respond = (socket, head) => {
  const [, target = ''] = head.split(' ')
  const body = JSON.stringify({
    asked: target,
    decoded: decodeURIComponent(target),
    base64: Buffer.from(SIG).toString('base64'),
    hex: Buffer.from(CODE).toString('hex'),
    code: CODE,
  })
  socket.end(
    `HTTP/1.1 503 No ${CODE}\r\nLocation: http://elsewhere.test${target}\r\nServer: ${SIG}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}

const FORMATS = ['pretty', 'json', 'junit', 'markdown', 'matrix', 'prometheus'] as const

test('no output of check, and nothing made of its report, holds the credentials of a URL', async () => {
  await using server = await httpServer(echo)
  const url = `http://127.0.0.1:${server.port}/x?${QUERY}`
  const config = [
    'vantage: here\nproxy: none\nresolvers: []',
    'limits: { step: 20s, target: 40s, sweep: 60s, attempts: 1 }',
    `targets: [{ name: signed, url: "${url}" }]\n`,
  ].join('\n')
  await using at = await folder({ 'perimeter.yaml': config })
  const cwd = at.path
  const said: string[] = []
  const run = async (...args: string[]) => {
    const { out, err } = await call(args, { cwd })
    said.push(out, err)
    return out
  }
  for (const format of FORMATS) await run('check', '--save', '-v', '--format', format)
  await run('check', '--sanitize', '--format', 'json')
  await run('check', '--url', url)
  await run('history', 'signed')
  await run('history', url)
  await run('rules', '--for', 'list', '--missing')
  await run('validate')
  await run('explain', await run('check'))
  expect(said.join('\n')).toContain('page=7')
  expect(said.filter((text) => CANARY.test(text))).toEqual([])
})

test('neither the store, the page, the API, the log nor a message holds them', async () => {
  await using server = await httpServer(echo)
  const messages: string[] = []
  await using receiver = await httpServer((socket, head) => {
    messages.push(head)
    socket.on('data', (more) => messages.push(String(more)))
    socket.end('HTTP/1.1 204 Done\r\nContent-Length: 0\r\n\r\n')
  })
  const url = `http://signed.test/x?${QUERY}`
  const config = `onDemand: { allow: ["signed.test:80"] }
alerts: { openAfter: 1, notify: [{ webhook: "http://127.0.0.1:${receiver.port}/" }] }
targets: [{ name: signed, url: "${url}", expect: { http: { status: [200] } } }]\n`
  const names = { 'signed.test': [['93.184.216.34']] }
  await using at = await site(config, { names, port: server.port })
  await at.agent.sweep('scheduled', new AbortController().signal)
  const report = await at.store.latest()
  const pages = ['/api/status', '/api/target?id=signed', '/api/history?target=signed']
  const said = [JSON.stringify(report), JSON.stringify(at.logged), ...messages]
  for (const page of [...pages, '/api/incidents', '/api/metrics']) {
    for (const accept of ['text/html', 'application/json']) {
      said.push(await (await at.call(page, { headers: { accept } })).text())
    }
  }
  said.push(await (await at.post('/api/check', { url })).text())
  expect(report?.summary.fail).toBe(1)
  expect(messages.join('')).toContain('POST')
  expect(said.join('\n')).toContain('page=7')
  expect(said.filter((text) => CANARY.test(text))).toEqual([])
})

test.for([
  ['a signature', 'https://a.test/?sig=SECRET', 'https://a.test/?sig=***'],
  ['an API key', 'https://a.test/?x=1&api-key=SECRET&y=2', 'https://a.test/?x=1&api-key=***&y=2'],
  ['a key of API Management', 'https://a.test/?subscription-key=SECRET', /=\*\*\*$/],
  ['a signed URL of AWS', 'https://a.test/?X-Amz-Security-Token=SECRET', /=\*\*\*$/],
  ['no credential', 'https://a.test/?monkey=1&country-code=81', /monkey=1&country-code=81$/],
] as const)('%s in a URL: what is sent has it, what is shown has not', ([, url, shown]) => {
  const { endpoint } = parseTargetUrl(url)
  expect(endpoint?.url).toEqual(typeof shown === 'string' ? shown : expect.stringMatching(shown))
  expect(url.endsWith(endpoint?.path ?? '?')).toBe(true)
})

test('a message about a URL quotes no credentials of it', async () => {
  for (const url of ['https://user:SECRET@a.test/', 'https://a.test:99999/?sig=SECRET']) {
    await using at = await folder({ 'perimeter.yaml': `targets: [{ name: a, url: "${url}" }]\n` })
    const { err } = await call(['validate'], { cwd: at.path })
    expect(err).toContain('perimeter.yaml:1:27')
    expect(err).not.toContain('SECRET')
  }
})
