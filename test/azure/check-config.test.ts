import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { problemsBefore } from '../../azure/check-config.ts'

const check = (text: string) =>
  problemsBefore(text, 'perimeter.yaml', '/nowhere').map(
    ({ line, column, key }) => `${line}:${column} ${key}`,
  )

test('secrets that only the app has are no mistakes', () => {
  const text = `proxy: "\${PROXY}"
targets: [{ name: a, url: "https://a.corp/" }]
alerts: { notify: [{ slack: "\${SLACK}" }] }
`
  expect(check(text)).toEqual([])
})

test.for([
  ['an unknown key', 'targts: []', '1:1 targts'],
  ['a bad target', 'targets: [{ name: a, url: "nonsense" }]', '1:27 targets[0].url'],
  ['a bad schedule', 'schedule: "*/5 * * * *"', '1:11 schedule'],
  [
    'a bad receiver beside one with a secret',
    'alerts: { notify: [{ slack: "${S}" }, { slak: x }] }\ntargets: [{ name: a, url: "https://a.corp/" }]',
    '1:41 alerts.notify[1].slak',
  ],
] as const)('%s', ([, text, place]) => {
  expect(check(text)).toContain(place)
})

test.for([
  ['targets: [{ name: a, url: "https://a.corp/" }]', 0, /^$/],
  ['targets: [{ name: a, url: "nonsense" }]', 1, /^own\.yaml:1:27: "nonsense" is not a valid URL/],
] as const)('as a program, which is stopped by a mistake: %s', ([text, status, says]) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-check-azure-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'own.yaml'), text)
  const infra = path.resolve(import.meta.dirname, '../../azure/infra')
  const named = path.relative(infra, path.join(folder, 'own.yaml'))
  const program = path.resolve(import.meta.dirname, '../../azure/check-config.ts')
  const env = { ...process.env, PERIMETER_CONFIG_FILE: named }
  const ended = spawnSync(process.execPath, [program], { env, encoding: 'utf8' })
  expect(ended.stderr).toMatch(says)
  expect(ended.status).toBe(status)
})
