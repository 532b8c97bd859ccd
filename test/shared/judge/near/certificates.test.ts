import { expect, test } from 'vitest'
import { certificateFault } from '../../../../shared/judge/certificate-fault.ts'
import {
  isServerPurpose,
  weakKey,
  weakSignature,
} from '../../../../shared/judge/certificate-limits.ts'
import { certificate } from '../path-pieces.ts'

const REASONS = [
  ...['EE_KEY_TOO_SMALL', 'CA_KEY_TOO_SMALL', 'CA_MD_TOO_WEAK', 'INVALID_PURPOSE'],
  ...['UNHANDLED_CRITICAL_EXTENSION', 'PERMITTED_VIOLATION', 'PATH_LENGTH_EXCEEDED'],
  ...['CERT_CHAIN_TOO_LONG', 'INVALID_CA', 'KEYUSAGE_NO_CERTSIGN', 'CERT_REVOKED'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'SOMETHING_ELSE'],
]

const leaf = certificate({ serial: 'leaf', issuer: 'CN=CA', names: ['a.example', 'b.example'] })
const ca = certificate({ serial: 'ca', subject: 'CN=CA', issuer: 'CN=Root', ca: true })
const root = certificate({
  serial: 'root',
  subject: 'CN=Root',
  issuer: 'CN=Root',
  ca: true,
  selfSigned: true,
})

const WAYS = {
  'nothing known': [],
  'the leaf alone': [leaf],
  'nothing wrong': [leaf, ca, root],
  'small keys': [{ ...leaf, key: 'RSA 1024' }, { ...ca, key: 'RSA 1024' }, root],
  'a weak leaf': [{ ...leaf, signature: 'SHA1-RSA' }, ca, root],
  'a weak authority': [leaf, { ...ca, signature: 'MD5-RSA' }, { ...root, signature: 'SHA1-RSA' }],
  'a weak root': [leaf, ca, { ...root, signature: 'SHA1-RSA' }],
  'a client’s leaf': [{ ...leaf, purposes: ['clientAuth'], usages: ['cRLSign'] }, ca, root],
  'a leaf that only signs lists': [{ ...leaf, usages: ['cRLSign', 'dataEncipherment'] }, ca, root],
  'an authority for mail': [leaf, { ...ca, purposes: ['emailProtection'] }, root],
  'no authority': [leaf, { ...ca, ca: false }, root],
  'a critical extension': [{ ...leaf, criticalExtensions: ['1.2.3', '1.2.4'] }, ca, root],
  'a critical extension above': [
    { ...leaf, criticalExtensions: [] },
    { ...ca, criticalExtensions: ['1.2.3'] },
    root,
  ],
  'permitted names': [leaf, { ...ca, permitted: ['DNS:c.example'] }, root],
  'excluded names': [
    { ...leaf, names: [] },
    { ...ca, excluded: ['DNS:a.example', 'IP:10.0.0.0/8'] },
    root,
  ],
  'both kinds of names': [
    leaf,
    { ...ca, permitted: ['DNS:c.example'], excluded: ['DNS:a.example'] },
    root,
  ],
  'a path length': [leaf, ca, { ...root, pathLength: 0 }],
  'an issuer without the usage': [
    leaf,
    { ...ca, usages: ['cRLSign'] },
    { ...root, usages: ['keyCertSign'] },
  ],
}

test('what is told of each reason and each way to the root', async () => {
  const told = Object.entries(WAYS).flatMap(([name, way]) => [
    name,
    ...REASONS.map((reason) => `  ${reason}: ${certificateFault(reason, way, 'app.example').what}`),
  ])
  const why = REASONS.flatMap((reason) => {
    const faults = Object.values(WAYS).map((way) => certificateFault(reason, way, 'app.example'))
    const texts = new Set(faults.map(({ cause, fix }) => `  ${cause} => ${fix}`))
    return [reason, ...texts]
  })
  await expect(`${[...told, '', ...why].join('\n')}\n`).toMatchFileSnapshot('certificates.txt')
})

test.for([
  ['RSA 2047', true],
  ['RSA 2048', false],
  ['RSA-PSS 1024', true],
  ['DSA 1024', true],
  ['DH 1024', true],
  ['EC prime256v1', false],
  ['EC prime192v1', true],
  ['EC secp160r1', true],
  ['EC sect113r1', false],
  ['EC secp112r1', true],
  ['EC brainpoolP160r1', true],
  ['EC brainpoolP256r1', false],
  ['ED25519', false],
  ['unreadable', false],
] as const)('the key %s is too weak: %s', ([key, weak]) => {
  expect(weakKey({ key })).toBe(weak)
})

test.for([
  ['MD2-RSA', true],
  ['MD5-RSA', true],
  ['SHA1-ECDSA', true],
  ['SHA256-RSA', false],
  ['RSA-PSS', false],
  [undefined, false],
] as const)('the signature %s can be forged: %s', ([signature, weak]) => {
  expect(weakSignature({ ...(signature !== undefined && { signature }) })).toBe(weak)
})

test.for([
  [{ ca: false }, true],
  [{ ca: false, usages: ['keyAgreement'] }, true],
  [{ ca: false, usages: ['keyEncipherment', 'cRLSign'] }, true],
  [{ ca: false, usages: ['digitalSignature'] }, true],
  [{ ca: false, usages: ['keyCertSign'] }, false],
  [{ ca: true, usages: ['keyCertSign'] }, true],
  [{ ca: false, purposes: ['clientAuth', 'serverAuth'] }, true],
  [{ ca: false, purposes: ['any'] }, false],
  [{ ca: true, purposes: ['clientAuth'] }, false],
] as const)('%o serves: %s', ([certificateOf, serves]) => {
  expect(isServerPurpose(certificateOf as Parameters<typeof isServerPurpose>[0])).toBe(serves)
})
