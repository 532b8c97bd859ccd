import { describe, expect, test } from 'vitest'
import { addressBook, EMPTY_BOOK } from '../../../shared/address/book.ts'
import { isCidr } from '../../../shared/address/cidr.ts'
import { classify } from '../../../shared/address/classify.ts'
import { formatIp, parseIp } from '../../../shared/address/ip.ts'
import { SPECIAL_RANGES } from '../../../shared/address/special.ts'

/** The last address before a range, its first, its last, and the one behind it. */
function edgesOf(cidr: string): readonly string[] {
  const [base = '', length = ''] = cidr.split('/')
  const ip = parseIp(base)
  if (ip === null) throw new Error(`${cidr} is no range`)
  const bits = ip.bytes.length * 8
  const first = ip.bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  const behind = first + (1n << BigInt(bits - Number(length)))
  return [first - 1n, first, behind - 1n, behind]
    .filter((at) => at >= 0n && at < 1n << BigInt(bits))
    .map((at) => formatIp({ family: ip.family, bytes: bytesOf(at, ip.bytes.length) }))
}

function bytesOf(value: bigint, count: number): readonly number[] {
  return Array.from({ length: count }, (_, n) =>
    Number((value >> BigInt(8 * (count - 1 - n))) & 255n),
  )
}

describe('classify', () => {
  test.for([
    ['10.1.2.3', 'private', true],
    ['172.16.0.1', 'private', true],
    ['172.32.0.1', 'public', false],
    ['192.168.1.1', 'private', true],
    ['100.64.0.1', 'cgnat', true],
    ['100.128.0.1', 'public', false],
    ['fd12::1', 'private', true],
    ['fd20:0:1::1', 'private', true],
    ['fd20:ce::254', 'metadata', false],
    ['169.254.169.254', 'metadata', false],
    ['169.254.1.1', 'link-local', false],
    ['fe80::1%eth0', 'link-local', false],
    ['168.63.129.16', 'azure-platform', false],
    ['168.63.129.17', 'public', false],
    ['199.36.153.3', 'public', false],
    ['199.36.153.4', 'google-restricted', false],
    ['199.36.153.7', 'google-restricted', false],
    ['199.36.153.8', 'google-private', false],
    ['199.36.153.11', 'google-private', false],
    ['199.36.153.12', 'public', false],
    ['2600:2d00:2:1000::5', 'google-restricted', false],
    ['2600:2d00:2:2000::5', 'google-private', false],
    ['34.126.10.1', 'google-directpath', false],
    ['34.126.64.1', 'public', false],
    ['127.0.0.53', 'loopback', false],
    ['::1', 'loopback', false],
    ['0.0.0.0', 'unspecified', false],
    ['::', 'unspecified', false],
    ['203.0.113.5', 'documentation', false],
    ['2001:db8::1', 'documentation', false],
    ['198.19.0.1', 'benchmarking', false],
    ['224.0.0.1', 'multicast', false],
    ['255.255.255.255', 'broadcast', false],
    ['240.0.0.1', 'reserved', false],
    ['100::1', 'discard', false],
    ['2002:a00:1::', '6to4', false],
    ['2001:0:1::1', 'teredo', false],
    ['8.8.8.8', 'public', false],
    ['2606:4700::1', 'public', false],
    ['::ffff:10.0.0.1', 'private', true],
    ['64:ff9b::a00:1', 'private', true],
    ['64:ff9b::808:808', 'public', false],
    ['64:ff9b:1::1', 'nat64', false],
    ['010.0.0.1', 'reserved', false],
    ['nonsense', 'reserved', false],
  ] as const)('%s is %s', ([address, kind, isPrivate]) => {
    expect(classify(address, EMPTY_BOOK)).toMatchObject({ kind, isPrivate })
  })

  // After a change of the ranges: npx vitest run test/shared/address/classify.test.ts -u, and read what changed.
  test('at both edges of each special range', async () => {
    const rows = SPECIAL_RANGES.flatMap(({ cidr }) => [
      cidr,
      ...edgesOf(cidr).map((at) => `  ${at}: ${classify(at, EMPTY_BOOK).label}`),
    ])
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('edges.txt')
  })

  test('lets privateRanges decide first, over special and public ranges alike', () => {
    const book = addressBook({ privateRanges: ['20.0.0.0/8', '127.0.10.0/24'], owners: [] })
    expect(classify('20.1.2.3', book)).toMatchObject({
      kind: 'private',
      isPrivate: true,
      label: 'privateRanges (20.0.0.0/8)',
    })
    expect(classify('127.0.10.5', book).isPrivate).toBe(true)
    expect(classify('127.0.0.1', book).kind).toBe('loopback')
  })

  test('says in words what an address is', () => {
    expect(classify('10.0.0.1', EMPTY_BOOK).label).toBe('RFC 1918 (10.0.0.0/8)')
    expect(classify('64:ff9b::a00:1', EMPTY_BOOK).label).toContain('of 10.0.0.1: RFC 1918')
  })

  test('names the owner by the longest prefix, and the more telling of two on one prefix', () => {
    const book = addressBook({
      privateRanges: [],
      owners: [
        { owner: 'AzureCloud.japaneast', cidr: '20.60.0.0/16' },
        { owner: 'Storage', cidr: '20.60.1.0/24' },
        { owner: 'Storage.JapanEast', cidr: '20.60.1.0/24' },
        { owner: 'AzureCloud.japaneast', cidr: '20.60.1.0/24' },
        { owner: 'Google', cidr: '2600:1900::/28' },
      ],
    })
    expect(classify('20.60.1.2', book).owner).toBe('Storage.JapanEast')
    expect(classify('20.60.2.2', book).owner).toBe('AzureCloud.japaneast')
    expect(classify('20.61.2.2', book).owner).toBeNull()
    expect(classify('2600:1901::1', book).owner).toBe('Google')
    expect(classify('64:ff9b::143c:102', book).owner).toBe('Storage.JapanEast')
  })

  test('addressBook refuses a prefix that is none', () => {
    expect(() => addressBook({ privateRanges: ['10.0.0.0/40'], owners: [] })).toThrow('10.0.0.0/40')
    expect(() => addressBook({ privateRanges: [], owners: [{ owner: 'x', cidr: 'y' }] })).toThrow(
      'y',
    )
  })
})

test('every special range is a prefix with a name and a source, and each stands once', () => {
  for (const { cidr, name, source } of SPECIAL_RANGES) {
    expect(isCidr(cidr), cidr).toBe(true)
    expect(name).not.toBe('')
    expect(URL.canParse(source)).toBe(true)
  }
  expect(new Set(SPECIAL_RANGES.map((row) => row.cidr)).size).toBe(SPECIAL_RANGES.length)
})
