import { describe, expect, test } from 'vitest'
import { parseServer, serverText } from '../../../shared/address/server.ts'
import { loadConfig } from '../../../shared/config/load.ts'

describe('parseServer()', () => {
  test.for([
    ['10.0.0.4', { address: '10.0.0.4', port: 53 }],
    ['127.0.0.1:5353', { address: '127.0.0.1', port: 5353 }],
    ['fd00::53', { address: 'fd00::53', port: 53 }],
    ['[fd00::53]', { address: 'fd00::53', port: 53 }],
    ['[fd00::53]:5353', { address: 'fd00::53', port: 5353 }],
    ['fe80::1%eth0', { address: 'fe80::1%eth0', port: 53 }],
    ['', null],
    ['system', null],
    ['dns.test', null],
    ['dns.test:53', null],
    ['10.0.0.4:', null],
    ['10.0.0.4:0', null],
    ['10.0.0.4:65536', null],
    ['10.0.0.4:53x', null],
    ['[10.0.0.4]:53', null],
    ['010.0.0.4', null],
    ['10.0.0', null],
  ] as const)('%s', ([text, expected]) => {
    expect(parseServer(text)).toEqual(expected)
  })
})

test.for([
  ['FD00:0::53', '[fd00::53]:53'],
  ['[fe80::1%eth0]:5353', '[fe80::1%eth0]:5353'],
  ['10.0.0.4', '10.0.0.4:53'],
] as const)('the configuration takes %s, in the one spelling', ([text, spelling]) => {
  const options = { file: 'perimeter.yaml', env: {} }
  const { config } = loadConfig(JSON.stringify({ resolvers: [text] }), options)
  expect(config?.resolvers).toEqual([spelling])
  const server = parseServer(spelling)
  expect(server === null ? null : serverText(server)).toBe(spelling)
})
