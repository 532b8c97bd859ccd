import { expect, test } from 'vitest'
import { loadSound } from '../../../shared/config/load-sound.ts'
import { plan } from '../../../shared/config/plan.ts'
import type { Problem } from '../../../shared/document/problem.ts'

/** Files of which a part cannot be used. */
const DAMAGED = [
  'targets: [{ name: a, url: "https://a/" }, { name: b }]',
  'targets: [{ name: a, url: x }, { url: "https://c/" }, { name: c, url: "https://c/", dependsOn: [a] }]',
  'targets: [{ name: a, url: "https://a/", ca: none.pem }, { name: b, url: "https://b/" }]',
  'targets: [{ name: a, url: "https://${NOT_SET}/" }, { name: b, url: "https://b/" }]',
  'alerts: { notify: [{ slack: "${NOT_SET}" }, { webhook: "https://h/" }] }',
  'alerts: { notify: [{ name: first, slack: x }, { teams: y }, { on: [fail] }] }',
  'catalogs: [{ use: nothing }, { use: google-apis, with: { services: [storage] } }]',
  'catalogs: [{ use: google-apis, as: mine, with: { services: [none] } }]',
  'catalogs: [{ use: ./own.yaml }, { use: ./own.yaml, as: second }]',
  'limits: { step: x }\ntargets: [{ name: b }]',
  'schedule: x\ntargets: [{ name: a, url: "https://a/" }]',
  'targets: [{ name: a, url: "https://a/" }, { name: a, url: "https://b/" }]',
  'targets: {}',
  'targets: [',
  '',
]

/** What is left out of a damaged file, and what is used of it. */
function soundOf(text: string): readonly string[] {
  const readFile = () => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
  }
  const env = {}
  const { config, disabled, problems } = loadSound(
    text,
    { file: 'perimeter.yaml', env },
    (made) => plan(made, { env, readFile }).problems,
  )
  const line = (p: Problem) => `${p.line}:${p.column} ${p.key} ${p.message}`
  const used = config === null ? [] : plan(config, { env, readFile }).targets
  return [
    ...disabled.map(({ key, name, problems: of }) => `off: ${key}, ${name}: ${of.map(line)}`),
    ...problems.map((p) => `refused: ${line(p)}`),
    ...used.map(({ id, dependsOn }) => `used: ${id} ${dependsOn ?? ''}`.trim()),
  ]
}

test('what is left out of a damaged file', async () => {
  const all = DAMAGED.map((text) => [text, ...soundOf(text).map((line) => `  ${line}`)].join('\n'))
  await expect(`${all.join('\n\n')}\n`).toMatchFileSnapshot('damaged.txt')
})
