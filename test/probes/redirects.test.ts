import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import type { Sent, Target } from '../../shared/model/target.ts'
import { httpServer, type Respond, respond } from '../fixtures/http-server.ts'
import { mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['app.test', 'www.test'] })
const SECRET: Sent = {
  method: 'POST',
  headers: { 'x-api-key': 'not-for-others', accept: 'text/plain' },
  body: 'hello',
  secrets: ['not-for-others'],
}

/** Answers by the path of the request; keeps what came. */
async function site(pages: Readonly<Record<string, Respond>>) {
  const heads: string[] = []
  const server = await httpServer((socket, head) => {
    heads.push(head)
    const path = /^\w+ (\S+)/.exec(head)?.[1] ?? ''
    const page = pages[path] ?? respond(404)
    page(socket, head)
  }, identity)
  return Object.assign(server, { heads })
}

const moved = (location: string, status = 302) => respond(status, { headers: { location } })

async function checked(url: string, over: Partial<Target>, port: number, lookup = '127.0.0.1') {
  const first = targetOf(url, { ca: [root.pem], id: 'first', name: 'first', redirects: 3, ...over })
  const network = {
    lookup: async (name: string) => [name === 'inside.test' ? lookup : '127.0.0.1'],
  }
  const evidence = await sweep([first], options({}, network))
  expect(port).toBeGreaterThan(0)
  return evidence.targets.map(({ target, observations }) => {
    const last = observations.at(-1)
    return [target.id, target.url, last?.step === 'request' ? last.status : last?.step] as const
  })
}

describe('redirects', () => {
  test('each is a target of its own, until an answer is none', async () => {
    await using at = await site({ '/a': moved('/b'), '/b': moved('/c', 307), '/c': respond(200) })
    const base = `https://app.test:${at.port}`
    expect(await checked(`${base}/a`, {}, at.port)).toEqual([
      ['first', `${base}/a`, 302],
      ['first/redirect-1', `${base}/b`, 307],
      ['first/redirect-2', `${base}/c`, 200],
    ])
  })

  test.for([
    ['as many as are allowed', 1, ['first', 'first/redirect-1']],
    ['none without the key', undefined, ['first']],
  ] as const)('%s', async ([, redirects, ids]) => {
    await using at = await site({ '/a': moved('/b'), '/b': moved('/c'), '/c': respond(200) })
    const { redirects: _, ...rest } = targetOf(`https://app.test:${at.port}/a`, {
      ca: [root.pem],
      id: 'first',
    })
    const target = redirects === undefined ? rest : { ...rest, redirects }
    const evidence = await sweep([target], options())
    expect(evidence.targets.map((t) => t.target.id)).toEqual(ids)
  })

  test('a circle ends', async () => {
    await using at = await site({ '/a': moved('/b'), '/b': moved('/a') })
    const seen = await checked(`https://app.test:${at.port}/a`, { redirects: 9 }, at.port)
    expect(seen.map(([id]) => id)).toEqual(['first', 'first/redirect-1'])
  })

  test('what shows who asks stays with its origin', async () => {
    await using other = await site({ '/x': respond(200) })
    await using at = await site({
      '/a': moved('/b', 307),
      '/b': moved(`https://www.test:${other.port}/x`, 307),
    })
    await checked(`https://app.test:${at.port}/a`, { sent: SECRET }, at.port)
    expect(at.heads).toHaveLength(2)
    for (const head of at.heads) expect(head).toMatch(/^POST .*x-api-key: not-for-others/s)
    expect(other.heads).toHaveLength(1)
    expect(other.heads[0]).toMatch(/^GET /)
    expect(other.heads.join('')).not.toContain('not-for-others')
  })

  test('303 is asked for by GET, with the headers and without the body', async () => {
    await using at = await site({ '/a': moved('/b', 303), '/b': respond(200) })
    await checked(`https://app.test:${at.port}/a`, { sent: SECRET }, at.port)
    expect(at.heads[1]).toMatch(/^GET \/b .*x-api-key/s)
    expect(at.heads[1]).not.toMatch(/content-length: [1-9]/)
  })

  test('a name that leads to this machine is not connected to, unless the target is there', async () => {
    await using at = await site({ '/a': moved('https://inside.test/x'), '/x': respond(200) })
    const url = `https://app.test:${at.port}/a`
    const here = await checked(url, {}, at.port)
    expect(here.map(([id]) => id)).toEqual(['first', 'first/redirect-1'])
    const hop = targetOf('https://inside.test:1/', { redirectedFrom: 'first', redirects: 0 })
    const evidence = await sweep([hop], options())
    expect(evidence.targets[0]?.observations.map((o) => o.step)).toEqual(['resolve'])
  })
})
