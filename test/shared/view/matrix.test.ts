import { expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { matrixReport } from '../../../shared/view/matrix.ts'

/** One answer: name, server (null: getaddrinfo), addresses or the code of a failure. */
type Said = readonly [name: string, server: string | null, said: readonly string[] | string]

function reportOf(said: readonly Said[], privateRanges: readonly string[] = []): Report {
  const observations = said.map(([name, server, what]) => ({
    step: 'resolve',
    engine: server === null ? 'getaddrinfo' : 'dns',
    type: server === null ? 'any' : 'A',
    name,
    server,
    addresses: typeof what === 'string' ? [] : what,
    failure: typeof what === 'string' ? { code: what, raw: '' } : null,
  }))
  return { vantage: { privateRanges }, results: [{ observations }] } as unknown as Report
}

test('names by servers, with what differs marked', () => {
  const text = matrixReport(
    reportOf([
      ['kv.vault.azure.net', null, ['10.0.1.5', 'fd00::5']],
      ['kv.vault.azure.net', '10.0.0.4:53', ['10.0.1.5']],
      ['kv.vault.azure.net', '10.0.0.5:53', ['20.43.70.13']],
      ['www.example.com', null, ['93.184.215.14']],
      ['www.example.com', '10.0.0.4:53', ['93.184.215.15']],
      ['gone.example.com', '10.0.0.4:53', 'dns_nxdomain_error'],
      ['gone.example.com', '10.0.0.5:53', 'generic_timeout_error'],
    ]),
  )
  expect(text).toBe(
    [
      '   name                application           10.0.0.4              10.0.0.5',
      '≠  gone.example.com                          does not exist        silent',
      '≠  kv.vault.azure.net  10.0.1.5 private      10.0.1.5 private      20.43.70.13 public',
      '   www.example.com     93.184.215.14 public  93.184.215.15 public',
      '',
    ].join('\n'),
  )
})

test('the last attempt counts, and the network’s own prefixes are private', () => {
  const text = matrixReport(
    reportOf(
      [
        ['a.example.com', '10.0.0.4:5353', 'generic_timeout_error'],
        ['a.example.com', '10.0.0.4:5353', ['20.1.2.3']],
      ],
      ['20.1.0.0/16'],
    ),
  )
  expect(text).toContain('10.0.0.4:5353')
  expect(text).toContain('20.1.2.3 private')
})

test('says so when no name was asked', () => {
  expect(matrixReport(reportOf([]))).toContain('No name was asked')
})

test('one public address among private ones is told as public', () => {
  const text = matrixReport(reportOf([['a.example.com', '10.0.0.4:53', ['10.0.0.5', '20.1.2.3']]]))
  expect(text).toContain('10.0.0.5 20.1.2.3 public')
})
