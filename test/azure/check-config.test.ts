import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkNamed, problemsBefore } from '../../azure/check-config.ts'

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

test('the command fails for every mistake that it lists, and is silent of the file of this repository', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'perimeter-check-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const wrong = path.join(folder, 'wrong.yaml')
  writeFileSync(wrong, 'targts: []\nschedule: soon\n')
  const checked = (env: Readonly<Record<string, string>>) => {
    const said: string[] = []
    return { status: checkNamed(env, (text) => said.push(text)), said }
  }
  expect(checked({})).toEqual({ status: 0, said: [] })
  expect(checked({ PERIMETER_CONFIG_FILE: '' })).toEqual({ status: 0, said: [] })
  const found = { status: 1, said: [expect.any(String), expect.any(String)] }
  for (const named of [wrong, path.relative('azure/infra', wrong)]) {
    const { status, said } = checked({ PERIMETER_CONFIG_FILE: named })
    expect({ status, said }).toEqual(found)
    expect(said[0]).toMatch(/^wrong\.yaml:1:1: The key "targts" is unknown\n/)
    expect(said[1]).toBe(
      'wrong.yaml:2:11: "soon" has 1 fields, not six\n    Write second, minute, hour, day, month, weekday: "0 */5 * * * *" runs every five minutes\n',
    )
  }
})
