import { describe, expect, test } from 'vitest'
import type { Report } from '../../../shared/model/report.ts'
import { junitReport } from '../../../shared/view/junit.ts'
import { mixed, passing, sample } from '../report/sample.ts'

/** Throws unless the text is well-formed XML 1.0 of elements, attributes and text only; gives the names of the elements. */
function elements(xml: string): readonly string[] {
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '')
  expect(body).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  const names: string[] = []
  const open: string[] = []
  const token =
    /<(\/?)([a-z-]+)((?: [a-z]+="(?:[^<&"]|&(?:amp|lt|gt|quot|apos);)*")*)(\/?)>|((?:[^<&]|&(?:amp|lt|gt|quot|apos);)+)/y
  while (token.lastIndex < body.length) {
    const at = token.lastIndex
    const match = token.exec(body)
    if (match === null) throw new Error(`Not well-formed at ${body.slice(at, at + 60)}`)
    const [, end, name = '', , empty] = match
    if (end === '/') expect(open.pop()).toBe(name)
    else if (name !== '') {
      names.push(name)
      if (empty !== '/') open.push(name)
    }
  }
  expect(open).toEqual([])
  return names
}

describe('junitReport()', () => {
  const xml = junitReport(sample(mixed()))

  test('is well-formed, with a suite per catalog and a case per target', () => {
    const names = elements(xml)
    const many = (name: string) => names.filter((n) => n === name).length
    expect(many('testsuite')).toBe(3)
    expect(many('testcase')).toBe(10)
    expect(many('failure')).toBe(6)
    expect(many('error')).toBe(1)
    expect(many('system-out')).toBe(1)
  })

  test('counts, in seconds', () => {
    expect(xml).toContain(
      '<testsuites name="perimeter prod-japaneast" tests="10" failures="6" errors="1" time="',
    )
    expect(xml).toMatch(
      /<testsuite name="targets" .* skipped="0" timestamp="2026-11-22T03:12:05" hostname="prod-japaneast">/,
    )
    expect(xml).toContain(
      '<testcase name="passing management.azure.com" classname="azure-functions" time="0.072"/>',
    )
  })

  test('leads with causes: in a property of each suite that they hit, and in the failures', () => {
    expect(xml).toContain('<property name="causes" value="')
    expect(xml).toMatch(/<property name="cause" value="[a-z-]+: [^"]+ \(\d targets?\)"\/>/)
    expect(junitReport(sample([passing()]))).not.toContain('<properties>')
  })

  test('of a cause that has one target the failure is its own; of one that has two, the cause', () => {
    const report = sample(mixed())
    const ids = report.results.map(({ target }) => target.id)
    const messages = (targets: number) => {
      const causes = report.causes.map((cause) => ({ ...cause, targets: ids.slice(0, targets) }))
      return junitReport({ ...report, causes }).match(/ message="[^"]*\(\d+ targets?\)/g) ?? []
    }
    const hit = report.results.filter(
      ({ cause, verdict }) => cause !== null && verdict !== 'pass' && verdict !== 'warn',
    ).length
    expect(messages(1)).toEqual([])
    expect(messages(2)).toHaveLength(hit)
  })

  test('names in a failure the capabilities that need its target, and no other', () => {
    const report = sample(mixed())
    const named = (capability: { readonly name: string }) => `breaks: ${capability.name}: `
    for (const result of report.results.filter(({ verdict }) => verdict === 'fail')) {
      const text = junitReport({ ...report, results: [result] })
      for (const capability of report.capabilities) {
        const needs = capability.blockedBy.includes(result.target.id)
        expect(text.includes(named(capability))).toBe(needs)
      }
    }
  })

  test('a failure is of the finding that makes it one, whatever else was found before', () => {
    const report = sample(mixed())
    const results = report.results.map((result) => {
      const [root] = result.findings
      const remark = root && {
        ...root,
        code: 'tls-expires-soon' as const,
        severity: 'warn' as const,
      }
      return { ...result, cause: null, findings: [...(remark ? [remark] : []), ...result.findings] }
    })
    const types = (text: string) => text.match(/<(failure|error) [^>]*type="[^"]*"/g)?.length
    const told = junitReport({ ...report, results, causes: [] })
    expect(types(told)).toBe(types(xml))
    expect(told).not.toMatch(/<(failure|error) [^>]*type="tls-expires-soon"/)
  })

  test('says in a failure what breaks, why, and what was seen', () => {
    const [failure = ''] = xml.match(/<failure [^>]*type="tcp-dropped">[^<]*/) ?? []
    expect(failure).toContain('breaks: Orders: The shop answers 500 at checkout.')
    for (const word of ['cause: ', 'fix: ', 'docs: https://', 'generic_timeout_error']) {
      expect(failure).toContain(word)
    }
  })

  test('stays well-formed whatever the network sends', () => {
    const evil = ']]&gt;]]><x a=\\"b\\">&lt;!--\\u0000\\u0008\\ufffe\\uffff\\ud800\\n'
    const report = JSON.parse(JSON.stringify(sample(mixed())).replaceAll('azurecr', evil)) as Report
    elements(junitReport(report))
  })

  test('of nothing is a document without suites', () => {
    expect(elements(junitReport(sample([])))).toEqual(['testsuites'])
  })
})
