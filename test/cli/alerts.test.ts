import { describe, expect, test } from 'vitest'
import { httpServer, respond } from '../fixtures/http-server.ts'
import { call, folder } from './call.ts'

async function receiver(status: number, body = '') {
  const seen: string[] = []
  const server = await httpServer((socket, head) => {
    seen.push(head)
    respond(status, { body })(socket, head)
  })
  return { url: `http://127.0.0.1:${server.port}/T0SECRET`, seen, server }
}

const KEY = 'R'.repeat(32)

describe('perimeter alerts test', () => {
  test('tells every receiver, and says what came of it without a secret', async () => {
    const [good, bad] = [await receiver(200), await receiver(404, 'no_service /T0SECRET')]
    await using _good = good.server
    await using _bad = bad.server
    await using place = await folder({
      'perimeter.yaml': `
vantage: prod
proxy: none
alerts:
  notify:
    - slack: "\${SLACK}"
    - { name: ops, webhook: "\${HOOK}", secret: "\${SIGN}" }
    - { teams: "\${SLACK}" }
    - { pagerduty: "\${KEY}", endpoint: "\${SLACK}" }
`,
    })
    const env = { SLACK: good.url, HOOK: bad.url, SIGN: 'signing-secret', KEY }
    const got = await call(['alerts', 'test'], { cwd: place.path, env })
    expect(got.out).toBe('slack: took it\nops: HTTP 404\nteams: took it\npagerduty: took it\n')
    expect(got.status).toBe(1)
    expect(got.out + got.err).not.toMatch(/SECRET|signing|RRR/)
    expect(bad.seen[0]).toContain('webhook-signature: v1,')
    expect(
      good.seen.filter((s) => s.includes(KEY)).map((s) => /"event_action":"(\w+)"/.exec(s)?.[1]),
    ).toEqual(['trigger', 'resolve'])
  })

  test('--channel tells one of them', async () => {
    const one = await receiver(204)
    await using _one = one.server
    const text = `proxy: none\nalerts: { notify: [{ slack: '${one.url}' }, { slack: '${one.url}' }] }\n`
    await using place = await folder({ 'perimeter.yaml': text })
    const got = await call(['alerts', 'test', '--channel', 'slack-2'], { cwd: place.path })
    expect(got).toMatchObject({ out: 'slack-2: took it\n', status: 0 })
    expect(one.seen).toHaveLength(1)
  })

  test.for([
    { text: 'targets: []\n', args: [], says: 'Nobody is notified: add a receiver' },
    {
      text: 'alerts: { notify: [{ slack: "https://x.test/" }] }\n',
      args: ['--channel', 'ops'],
      says: 'has no receiver "ops": there are slack',
    },
    {
      text: 'ca: none.pem\nalerts: { notify: [{ slack: "https://x.test/" }] }\n',
      args: [],
      says: 'none.pem of ca cannot be read',
    },
  ])('$says', async ({ text, args, says }) => {
    await using place = await folder({ 'perimeter.yaml': text })
    const got = await call(['alerts', 'test', ...args], { cwd: place.path })
    expect(got.err).toContain(says)
    expect(got).toMatchObject({ status: 2, out: '' })
  })
})
