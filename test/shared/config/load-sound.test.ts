import { describe, expect, test } from 'vitest'
import { loadSound } from '../../../shared/config/load-sound.ts'
import { plan } from '../../../shared/config/plan.ts'
import type { Environment } from '../../../shared/document/environment.ts'

const SLACK = '@Microsoft.KeyVault(SecretUri=https://kv-ops.vault.azure.net/secrets/slack)'
const OWN = '{ name: own, url: "https://own.corp/" }'

function sound(text: string, env: Environment = {}) {
  const file = 'perimeter.yaml'
  const readFile = () => {
    throw Object.assign(new Error('open /etc/s3cret.pem'), { code: 'ENOENT' })
  }
  const loaded = loadSound(
    text,
    { file, env },
    (config) => plan(config, { env, readFile }).problems,
  )
  return {
    targets: loaded.config?.targets.map(({ name }) => name) ?? null,
    receivers: loaded.config?.alerts.notify.length ?? null,
    dependsOn: loaded.config?.targets[0]?.dependsOn,
    off: loaded.disabled.map(({ name }) => name),
    said: [...loaded.disabled.flatMap((one) => one.problems), ...loaded.problems],
  }
}

describe('one bad entry is left out', () => {
  test.for([
    [
      'a receiver whose reference was not resolved',
      `targets: [${OWN}]\nalerts: { notify: [{ teams: "https://t.corp/x" }, { slack: "\${S}" }] }`,
      { targets: ['own', 'Key Vault kv-ops'], receivers: 1, off: ['the receiver slack'] },
      'perimeter.yaml:2:60 The environment variable S holds a reference to Key Vault kv-ops',
    ],
    [
      'a receiver whose variable is not set',
      `targets: [${OWN}]\nalerts: { notify: [{ name: ops, slack: "\${NONE}" }] }`,
      { targets: ['own', 'Key Vault kv-ops'], receivers: 0, off: ['the receiver "ops"'] },
      'perimeter.yaml:2:40 The environment variable NONE is not set',
    ],
    [
      'a target with a URL that is none',
      `targets: [{ name: bad, url: "nonsense" }, ${OWN}]`,
      { targets: ['own', 'Key Vault kv-ops'], off: ['the target "bad"'] },
      'perimeter.yaml:1:29',
    ],
    [
      'a target that others need: those are checked without it',
      `targets:\n  - { name: own, url: "https://own.corp/", dependsOn: [bad, db] }\n  - { name: bad, url: 3 }\n  - { name: db, url: "tcp://db.corp:1" }`,
      { targets: ['own', 'db', 'Key Vault kv-ops'], dependsOn: ['db'], off: ['the target "bad"'] },
      'perimeter.yaml:3:23',
    ],
    [
      'a catalog that is not known, and one whose file is missing',
      `catalogs: [{ use: nothing }, { use: ./own.yaml }]\ntargets: [${OWN}]`,
      {
        targets: ['own', 'Key Vault kv-ops'],
        off: ['the catalog "nothing"', 'the catalog "./own.yaml"'],
      },
      'perimeter.yaml:1:19',
    ],
    [
      'a target whose roots cannot be read: their name, from the environment, is not shown',
      `targets: [{ name: bad, url: "https://b.corp/", ca: ["\${CA}.pem"] }, ${OWN}]`,
      { targets: ['own', 'Key Vault kv-ops'], off: ['the target "bad"'] },
      'perimeter.yaml:1:52 The file the value of ${CA} cannot be read: ENOENT',
    ],
  ] as const)('%s', ([, text, expected, place]) => {
    const found = sound(text, { S: SLACK, CA: 's3cret' })
    expect(found).toMatchObject(expected)
    const said = found.said.map((p) => `${p.file}:${p.line}:${p.column} ${p.message}`).join('\n')
    expect(said).toContain(place)
    expect(said).not.toContain('s3cret')
  })

  test('a vault that the configuration names itself is not checked twice', () => {
    const own = '{ name: vault, url: "https://kv-ops.vault.azure.net/healthstatus" }'
    expect(sound(`targets: [${own}]`, { S: SLACK }).targets).toEqual(['vault'])
  })

  test('a sound configuration has nothing left out', () => {
    const text = `targets: [${OWN}]\nalerts: { notify: [{ slack: "\${S}" }] }`
    const found = sound(text, { S: 'https://hooks.slack.com/services/T/B/X' })
    expect(found).toMatchObject({ targets: ['own'], receivers: 1, off: [], said: [] })
  })
})

test.for([
  ['a key that is unknown', `targts: []\ntargets: [${OWN}]`],
  ['a proxy that was not resolved', `proxy: "\${S}"\ntargets: [${OWN}]`],
  ['roots of the whole', `ca: [none.pem]\ntargets: [${OWN}]`],
] as const)('what concerns the whole refuses it: %s', ([, text]) => {
  const found = sound(text, { S: SLACK })
  expect(found.targets).toBeNull()
  expect(found.said).toHaveLength(1)
})
