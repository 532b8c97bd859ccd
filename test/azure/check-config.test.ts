import { expect, test } from 'vitest'
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
