import { describe, expect, test } from 'vitest'
import { sweep } from '../../probes/sweep.ts'
import { handshakeObservation } from '../../shared/model/observation.ts'
import { imap, smtp } from '../fixtures/mail-server.ts'
import { EXPIRED, mintLeaf, mintRoot } from '../fixtures/mint.ts'
import { LIMITS, options } from '../fixtures/sweep.ts'
import { targetOf } from '../fixtures/target.ts'
import { close, greet, mute, type OnSocket, tcpServer } from '../fixtures/tcp-server.ts'
import { judged } from '../shared/judge/evidence.ts'

const root = await mintRoot()
const identity = await mintLeaf(root, { names: ['app.test'] })
const expired = await mintLeaf(root, { names: ['app.test'], days: EXPIRED })
const other = await mintLeaf(root, { names: ['other.test'] })

async function told(scheme: 'smtp' | 'imap', serve: OnSocket, step = LIMITS.step) {
  await using at = await tcpServer(serve)
  const target = targetOf(`${scheme}://app.test:${at.port}`, {
    ca: [root.pem],
    address: '127.0.0.1',
  })
  const evidence = await sweep([target], options({ limits: { ...LIMITS, step } }))
  const { observations = [] } = evidence.targets[0] ?? {}
  const last = observations.at(-1)
  if (last?.step !== 'handshake') throw new Error(`the last step is ${last?.step}`)
  expect(handshakeObservation.parse(last)).toEqual(last)
  const { findings } = judged(evidence)
  const hellos = observations.flatMap((o) => (o.step === 'handshake' ? [o.hello] : []))
  return { last, hellos, codes: findings.map((f) => f.code), says: findings[0] }
}

describe('STARTTLS', () => {
  test.for([
    ['smtp', smtp, '220-mail.test ESMTP'],
    ['imap', imap, '* OK [CAPABILITY IMAP4rev1 STARTTLS] ready'],
  ] as const)(
    '%s: the certificate behind it is judged as any other',
    async ([scheme, mail, greeting]) => {
      const heard: string[] = []
      const good = await told(scheme, mail({ identity, heard }))
      expect(good.last).toMatchObject({
        failure: null,
        phase: 'done',
        opening: { protocol: scheme, greeting, offered: true },
      })
      expect(good.codes).toEqual([])
      expect(heard.join('')).toMatch(/^(EHLO \S+|a1 CAPABILITY)\r\n(a2 )?STARTTLS\r\n$/)
      expect((await told(scheme, mail({ identity: expired }))).codes[0]).toBe('tls-expired')
      expect((await told(scheme, mail({ identity: other }))).codes[0]).toBe('tls-name-mismatch')
    },
  )

  test.for([
    [
      'smtp does not offer it',
      'smtp',
      smtp({ identity, can: '250-mail.test\r\n250 8BITMIME\r\n' }),
      'does not offer STARTTLS',
    ],
    [
      'a device masks it',
      'smtp',
      smtp({ identity, can: '250-mail.test\r\n250-XXXXXXXA\r\n250 8BITMIME\r\n' }),
      'masked by X',
    ],
    [
      'imap does not offer it',
      'imap',
      imap({ identity, can: '* CAPABILITY IMAP4rev1\r\na1 OK done\r\n' }),
      'does not offer STARTTLS',
    ],
    ['smtp refuses it', 'smtp', smtp({ identity, reply: '454 not now\r\n' }), '454 not now'],
    ['imap refuses it', 'imap', imap({ identity, reply: 'a2 BAD no\r\n' }), 'a2 BAD no'],
    ['the server takes nobody', 'smtp', smtp({ identity, greeting: '554 go away\r\n' }), '554'],
    ['a web server answers', 'smtp', greet('HTTP/1.1 400 Bad Request\r\n\r\n'), 'HTTP/1.1 400'],
    ['another server greets', 'imap', greet('SSH-2.0-OpenSSH_9.2\r\n'), 'SSH-2.0'],
  ] as const)('%s', async ([, scheme, serve, says]) => {
    const { codes, last, says: finding } = await told(scheme, serve)
    expect(last).toMatchObject({ phase: 'before-hello', failure: { code: 'ssl_not_spoken' } })
    expect(codes[0]).toBe('tls-not-spoken')
    expect(finding?.summary).toContain(says)
  })

  test.for([
    ['says nothing', mute, 500, 'generic_timeout_error'],
    ['closes at once', close, LIMITS.step, 'eof_error'],
  ] as const)('a server that %s', async ([, serve, step, code]) => {
    const { last, says } = await told('smtp', serve, step)
    expect(last).toMatchObject({ phase: 'before-hello', failure: { code } })
    expect(says).toMatchObject({ code: 'tls-not-spoken', severity: 'fail' })
    expect(says?.cause).toContain('No greeting came')
  })

  test('a hello in a dialogue that gets no answer is followed by no other', async () => {
    const cuts: OnSocket = (socket) => {
      socket.write('220 ready\r\n')
      socket.on('data', (chunk) => {
        const line = chunk.toString('latin1')
        if (line.startsWith('EHLO')) socket.write('250-mail.test\r\n250 STARTTLS\r\n')
        else if (line.startsWith('STARTTLS')) socket.write('220 go ahead\r\n')
        else socket.resetAndDestroy()
      })
    }
    const { last, hellos } = await told('smtp', cuts)
    expect(last).toMatchObject({ phase: 'sent', failure: { code: 'connection_reset' } })
    expect(hellos).toEqual(['full'])
  })
})
