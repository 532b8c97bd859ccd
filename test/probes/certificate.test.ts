import { X509Certificate } from 'node:crypto'
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { describe, expect, test } from 'vitest'
import { Certificates, certificateFacts, isFor } from '../../probes/certificate.ts'
import { secureContext } from '../../probes/roots.ts'
import { certificate } from '../../shared/model/facts.ts'
import { type Identity, mintIntermediate, mintLeaf, mintRoot } from '../fixtures/mint.ts'

/** By bit, as the library that mints names them. */
const USAGES = Object.entries(x509.KeyUsageFlags).filter(
  (one): one is [string, number] => typeof one[1] === 'number',
)

const parse = (identity: Identity) => new X509Certificate(identity.leaf)

describe('certificateFacts', () => {
  test('says what a certificate says', async () => {
    const root = await mintRoot()
    const names = ['a.test', '*.b.test', '10.0.0.1', 'fd00:0:0::1']
    const leaf = await mintLeaf(root, { names, subject: 'C=JP, O=Contoso, CN=a.test' })
    const facts = certificateFacts(parse(leaf))
    expect(certificate.parse(facts)).toMatchObject({
      subject: 'CN=a.test, O=Contoso, C=JP',
      issuer: 'CN=Test Root',
      names: ['a.test', '*.b.test', '10.0.0.1', 'fd00::1'],
      key: 'EC prime256v1',
      selfSigned: false,
      ca: false,
    })
    expect(Date.parse(facts.notAfter) - Date.parse(facts.notBefore)).toBe(91 * 86_400_000)
  })

  test('says all that its extensions say, whole', async () => {
    const root = await mintRoot()
    const extension = (oid: string, critical: boolean, ...der: number[]) =>
      new x509.Extension(oid, critical, Uint8Array.from(der))
    const dns = (name: string) => [0x30, name.length + 2, 0x82, name.length, ...Buffer.from(name)]
    const ten = [0x30, 10, 0x87, 8, 10, 0, 0, 0, 255, 0, 0, 0]
    const under = await mintIntermediate(root, 'All', {
      ...{ pathLength: 3, usages: 0x1ff },
      extensions: [
        extension('2.5.29.30', true, 0x30, 26, 0xa0, 12, ...ten, 0xa1, 10, ...dns('b.test')),
        extension('2.5.29.32', true, 0x30, 0),
        extension('1.2.3.4', true, 5, 0),
        extension('1.2.3.5', false, 5, 0),
        new x509.ExtendedKeyUsageExtension([...Object.values(x509.ExtendedKeyUsage), '1.2.3.6']),
        new x509.SubjectAlternativeNameExtension([
          { type: 'email', value: 'a@b.test' },
          { type: 'dns', value: 'c.test' },
          { type: 'url', value: 'https://d.test' },
          { type: 'email', value: 'e@b.test' },
          { type: 'ip', value: '10.0.0.1' },
        ]),
      ],
    })
    const {
      notBefore: _,
      notAfter: __,
      serial,
      ...facts
    } = certificateFacts(new X509Certificate(under.pem))
    expect(serial).toMatch(/^[0-9A-F]+$/)
    expect(facts).toEqual({
      ...{ subject: 'CN=All', issuer: 'CN=Test Root', names: ['c.test', '10.0.0.1'] },
      ...{ key: 'EC prime256v1', selfSigned: false, ca: true, signature: 'SHA256-ECDSA' },
      pathLength: 3,
      usages: USAGES.map(([name]) => name),
      ...{ permitted: ['IP:10.0.0.0/8'], excluded: ['DNS:b.test'] },
      criticalExtensions: ['1.2.3.4'],
      purposes: [
        ...['serverAuth', 'clientAuth', 'codeSigning', 'emailProtection', 'timeStamping'],
        ...['OCSPSigning', '1.2.3.6'],
      ],
      otherNames: ['email', 'URI'],
    })
  })

  test.for(USAGES)('knows the usage %s', async ([name, usages]) => {
    const { pem } = await mintRoot('A', { usages })
    expect(certificateFacts(new X509Certificate(pem)).usages).toEqual([name])
  })

  test('tells a root from an intermediate and a self-signed leaf', async () => {
    const root = await mintRoot()
    const intermediate = await mintIntermediate(root)
    const own = await mintLeaf(null, { names: ['a.test'] })
    const facts = [root.pem, intermediate.pem, own.leaf].map((pem) =>
      certificateFacts(new X509Certificate(pem)),
    )
    expect(facts.map(({ selfSigned, ca }) => ({ selfSigned, ca }))).toEqual([
      { selfSigned: true, ca: true },
      { selfSigned: false, ca: true },
      { selfSigned: true, ca: false },
    ])
  })

  test('is not self-signed because it says so', async () => {
    const [real, impostor] = [await mintRoot(), await mintRoot()]
    const leaf = await mintLeaf(impostor, { names: ['a.test'], subject: real.name })
    expect(certificateFacts(parse(leaf)).selfSigned).toBe(false)
  })

  test.for([
    ['a line end', 'CN=evil\nO=Microsoft'],
    ['an escape sequence', 'CN=\x1b[2Jevil'],
    ['a direction override', 'CN=\u202Elive'],
  ] as const)('makes %s in a subject fit to show', async ([, subject]) => {
    const leaf = await mintLeaf(await mintRoot(), { names: ['a.test'], subject })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(certificateFacts(parse(leaf)).subject).not.toMatch(/[\x00-\x1f\x7f\u202E]/)
  })

  test.for([
    ['a comma', 'a.test, DNS:b.test'],
    ['a quote', 'a.test", DNS:"b.test'],
    ['an escape sequence', 'a.test\x1b[2J'],
    ['nothing', ''],
  ] as const)('keeps a name that holds %s one name, fit to show', async ([, name]) => {
    const names = [name, 'last.test']
    const facts = certificateFacts(parse(await mintLeaf(await mintRoot(), { names })))
    expect(certificate.parse(facts).names).toHaveLength(2)
    expect(facts.names[1]).toBe('last.test')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(facts.names[0]).not.toMatch(/[\x00-\x1f]/)
  })

  test('bounds names and text', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `${i}.${'x'.repeat(300)}.test`)
    const subject = `CN=${'y'.repeat(5000)}`
    const facts = certificateFacts(parse(await mintLeaf(await mintRoot(), { names, subject })))
    expect(facts.names).toHaveLength(200)
    expect(facts.names[0]).toHaveLength(255)
    expect(facts.subject.length).toBeLessThanOrEqual(500)
  })

  test('never throws: what cannot be read is empty', () => {
    const unreadable = new Proxy({} as X509Certificate, {
      get() {
        throw new Error('unreadable')
      },
    })
    expect(certificate.parse(certificateFacts(unreadable))).toEqual({
      subject: '',
      issuer: '',
      names: [],
      notBefore: '1970-01-01T00:00:00.000Z',
      notAfter: '1970-01-01T00:00:00.000Z',
      serial: '',
      key: 'unreadable',
      selfSigned: false,
      ca: false,
    })
    expect(isFor(unreadable, 'a.test')).toBe(false)
  })
})

describe('isFor', () => {
  const cases: [host: string, names: readonly string[], matches: boolean][] = [
    ['a.test', ['a.test'], true],
    ['A.TEST', ['a.test'], true],
    ['b.a.test', ['*.a.test'], true],
    ['c.b.a.test', ['*.a.test'], false],
    ['a.test', ['*.a.test'], false],
    ['bar.a.test', ['b*.a.test'], false],
    ['10.0.0.1', ['10.0.0.1'], true],
    ['10.0.0.1', ['10.0.0.1.test'], false],
    ['fd00::1', ['fd00:0::1'], true],
    ['nobody', [], false],
  ]
  test.for(cases)('%s by %j: %s', async ([host, names, matches]) => {
    const leaf = await mintLeaf(await mintRoot(), { names, subject: 'CN=nobody' })
    expect(isFor(parse(leaf), host)).toBe(matches)
  })
})

describe('Certificates', () => {
  test('keeps each certificate once, by the SHA-256 of its DER', async () => {
    const leaf = await mintLeaf(await mintRoot(), { names: ['a.test'] })
    const certificates = new Certificates()
    const fingerprints = [certificates.add(parse(leaf)), certificates.add(parse(leaf))]
    const digest = await crypto.subtle.digest('SHA-256', parse(leaf).raw)
    const hex = Buffer.from(digest).toString('hex')
    expect(fingerprints).toEqual([hex, hex])
    expect(Object.keys(certificates.all())).toEqual([hex])
  })
})

describe('secureContext', () => {
  test('is one for each set of extra roots', async () => {
    const [a, b] = [await mintRoot('A'), await mintRoot('B')]
    expect(secureContext([a.pem])).toBe(secureContext([a.pem]))
    expect(secureContext([a.pem])).not.toBe(secureContext([b.pem]))
    expect(secureContext([])).toBe(secureContext([]))
  })
})
