import { expect, test } from 'vitest'
import { matchesIn } from '../../../shared/error-text/matches.ts'
import { WRAPPERS } from '../../../shared/error-text/signs/wrappers.ts'

/**
 * https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2 and
 * https://learn.microsoft.com/windows/win32/winhttp/error-messages
 */
test.for([
  [10013, 'forbidden locally'],
  [10048, 'no local port'],
  [10051, 'unreachable'],
  [10054, 'reset'],
  [10055, 'no local port'],
  [10060, 'connect timeout'],
  [10061, 'refused'],
  [10065, 'unreachable'],
  [11001, 'no such name'],
  [11002, 'resolver gave up'],
  [11004, 'no address'],
  [12002, 'any timeout'],
  [12007, 'name not resolved'],
  [12029, 'not connected'],
  [12030, 'connection ended'],
  [12031, 'connection ended'],
  [12037, 'wrong date'],
  [12038, 'wrong name'],
  [12045, 'untrusted'],
  [12157, 'TLS failed'],
  [12175, 'certificate refused'],
  [12186, 'client certificate wanted'],
] as const)('error %i of Windows is %s, in decimal and as HRESULT', ([number, shows]) => {
  for (const text of [`error code: ${number}`, `0x8007${number.toString(16)}`]) {
    expect(
      matchesIn(text, []).map(({ sign }) => sign.shows),
      text,
    ).toEqual([shows])
  }
})

test('words that wrap an error weigh nothing', () => {
  expect(WRAPPERS.signs.filter(({ weight }) => weight !== 0)).toEqual([])
})
