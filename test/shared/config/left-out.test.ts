import { expect, test } from 'vitest'
import { loadSound } from '../../../shared/config/load-sound.ts'
import { plan } from '../../../shared/config/plan.ts'
import { referenceTargets } from '../../../shared/config/reference-targets.ts'

const OWN = '{ name: own, url: "https://own.corp/" }'
const BAD = '{ name: bad, url: nonsense }'

function sound(text: string, env = {}, files: Readonly<Record<string, string>> = {}) {
  const readFile = (path: string) => {
    const found = files[path]
    if (found === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' })
    return found
  }
  const options = { env, readFile }
  const given = { file: 'p.yaml', env }
  const loaded = loadSound(text, given, (config) => plan(config, options).problems)
  const made = loaded.config === null ? null : plan(loaded.config, options)
  return { ...loaded, targets: made?.targets ?? null }
}

test('an entry is left out with all that is wrong with it', () => {
  const { disabled, targets } = sound(`targets: [{ name: bad, url: x, methd: GET }, ${OWN}]`)
  expect(disabled.map(({ key, name }) => [key, name])).toEqual([['targets[0]', 'the target "bad"']])
  expect(disabled[0]?.problems.map(({ key }) => key)).toEqual([
    'targets[0].url',
    'targets[0].methd',
  ])
  expect(targets?.map(({ id }) => id)).toEqual(['own'])
})

test.for([
  ['a use by the name it has', 'catalogs: [{ use: nothing, as: shop }]', 'the catalog "shop"'],
  ['a use without one', 'catalogs: [{ use: nothing }]', 'the catalog "nothing"'],
  ['a receiver by its kind', 'alerts: { notify: [{ teams: no }] }', 'the receiver teams'],
  [
    'a receiver by its name',
    'alerts: { notify: [{ name: ops, teams: no }] }',
    'the receiver "ops"',
  ],
  ['a receiver without any', 'alerts: { notify: [{}] }', 'the receiver alerts.notify[0]'],
  ['a target without a name', 'targets: [{ url: "https://a/" }]', 'the target targets[0]'],
  ['an entry that is not there', 'targets: ["${NONE}"]', 'the target targets[0]'],
] as const)('%s is told', ([, text, name]) => {
  const { config, disabled } = sound(text)
  expect(config).not.toBeNull()
  expect(disabled.map((one) => one.name)).toEqual([name])
})

test('a file of a catalog that is wrong costs its own uses alone', () => {
  const files = { './a.yaml': 'name: A', './b.yaml': 'nonsense: 1' }
  const text = `catalogs: [{ use: gcloud-cli }, { use: ./a.yaml, as: one }, { use: ./a.yaml, as: two }]\ntargets: [${OWN}]`
  const { disabled, targets } = sound(text, {}, files)
  expect(disabled.map(({ key }) => key)).toEqual(['catalogs[1]', 'catalogs[2]'])
  expect(new Set(targets?.map(({ catalog }) => catalog))).toEqual(new Set(['gcloud-cli', null]))
})

test('what stands behind an entry that is left out keeps its places and its secrets', () => {
  const after = '{ name: b, url: "https://b/", headers: { x: "${KEY}" } }'
  const broken = '{ name: c, url: "https://c/", ca: "${KEY}" }'
  const { disabled, targets } = sound(`targets:\n- ${BAD}\n- ${after}\n- ${broken}`, {
    KEY: 's3cret',
  })
  expect(targets?.map(({ id, sent }) => [id, sent?.secrets])).toEqual([['b', ['s3cret']]])
  expect(disabled.flatMap(({ problems }) => problems.map(({ line, key }) => [line, key]))).toEqual([
    [2, 'targets[0].url'],
    [4, 'targets[2].ca'],
  ])
  expect(JSON.stringify(disabled)).not.toContain('s3cret')
})

test('what refuses the whole is told with what was left out before, in the order of the file', () => {
  const { config, problems } = sound(`targets: [${BAD}, ${OWN}]\nca: none.pem`)
  expect(config).toBeNull()
  expect(problems.map(({ line, key }) => [line, key])).toEqual([
    [1, 'targets[0].url'],
    [2, 'ca'],
  ])
})

test('services behind references that were left unresolved are targets', () => {
  const env = {
    A: '@Microsoft.KeyVault(VaultName=kv-a;SecretName=s)',
    AGAIN: '@Microsoft.KeyVault(SecretUri=https://kv-a.vault.azure.net/secrets/t)',
    B: '@Microsoft.AppConfiguration(Endpoint=https://store.azconfig.io; Key=k)',
    OWN: '@Microsoft.KeyVault(VaultName=kv-own;SecretName=s)',
    BARE: '@Microsoft.KeyVault(SecretName=s)',
    TEXT: 'text',
    NONE: undefined,
  }
  const data = { targets: [{ name: 'own', url: 'https://KV-OWN.vault.azure.net/x' }, 7] }
  expect(referenceTargets(env, data)).toEqual([
    {
      ...{ name: 'Key Vault kv-a', url: 'https://kv-a.vault.azure.net/healthstatus' },
      expect: { http: { status: [200] } },
    },
    { name: 'App Configuration store', url: 'https://store.azconfig.io/' },
  ])
})
