import { expect, test } from 'vitest'
import { NO_METADATA } from '../../gcp/metadata.ts'
import { gcpPlatform, gcpVantageName, withMetadata } from '../../gcp/vantage.ts'

const env = {
  K_SERVICE: 'probe',
  K_REVISION: 'probe-00001-abc',
  K_CONFIGURATION: 'probe',
  PERIMETER_EGRESS: 'all-traffic',
  PERIMETER_CONFIG_YAML: 'a secret',
}
const metadata = {
  ...{ project: 'contoso', region: 'europe-west3', instance: '00f4' },
  serviceAccount: 'sa@contoso.iam.gserviceaccount.com',
}

test('facts come from the environment and the metadata, and from nowhere else', () => {
  const conf = '# made by\nnameserver 169.254.169.254\nsearch google.internal ; why\n\n'
  expect(gcpPlatform(env, metadata, conf)).toEqual({
    ...{ cloud: 'gcp', region: 'europe-west3', app: 'probe' },
    facts: {
      service: 'probe',
      revision: 'probe-00001-abc',
      configuration: 'probe',
      egress: 'all-traffic',
      project: 'contoso',
      instance: '00f4',
      serviceAccount: 'sa@contoso.iam.gserviceaccount.com',
      resolvConf: 'nameserver 169.254.169.254; search google.internal',
    },
  })
  expect(gcpPlatform({}, NO_METADATA, null)).toEqual({
    ...{ cloud: 'gcp', region: null, app: null },
    facts: {},
  })
})

const names = [
  ['configured', 'mine', env, metadata, 'mine'],
  ['service and region', null, env, metadata, 'probe-europe-west3'],
  ['service alone', null, env, NO_METADATA, 'probe'],
  [
    'the region of the deployment',
    null,
    { ...env, GOOGLE_CLOUD_REGION: 'r1' },
    NO_METADATA,
    'probe-r1',
  ],
  ['none', null, {}, NO_METADATA, null],
] as const

test.for(names)('name: %s', ([, configured, variables, known, name]) => {
  expect(gcpVantageName(configured, gcpPlatform(variables, known, null))).toBe(name)
})

test('what the deployment says of project and region wins, unless it is empty', () => {
  const given = { GOOGLE_CLOUD_PROJECT: 'own', GOOGLE_CLOUD_REGION: '' }
  expect(withMetadata(given, metadata)).toMatchObject({
    GOOGLE_CLOUD_PROJECT: 'own',
    GOOGLE_CLOUD_REGION: 'europe-west3',
  })
  expect(withMetadata({}, NO_METADATA)).toEqual({})
})
