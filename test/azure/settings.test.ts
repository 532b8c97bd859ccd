import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { timerSchedule } from '../../azure/schedule.ts'
import { FUNCTION_TIMEOUT, storeSettings } from '../../azure/settings.ts'
import { azureVantageName } from '../../azure/vantage.ts'
import { endingWithin } from '../../runtime/post-sweep.ts'
import { RefusedConfigError } from '../../runtime/refused-config.ts'
import { DEFAULT_CONFIG } from '../../shared/config/default-config.ts'

const names = [
  ['configured', 'here', { WEBSITE_SITE_NAME: 'func' }, 'here'],
  ['the site', null, { WEBSITE_SITE_NAME: 'Func-A', WEBSITE_SLOT_NAME: 'Production' }, 'func-a'],
  ['no slot', null, { WEBSITE_SITE_NAME: 'func' }, 'func'],
  ['a slot', null, { WEBSITE_SITE_NAME: 'func', WEBSITE_SLOT_NAME: 'blue' }, 'func-blue'],
] as const

test.for(names)('vantage name: %s', ([, configured, env, name]) => {
  expect(azureVantageName(configured, env)).toBe(name)
})

const account = { PERIMETER_STORE_ACCOUNT: 'results' }
const host = { AzureWebJobsStorage__accountName: 'hoststore' }
const service = { AzureWebJobsStorage__tableServiceUri: 'https://a.table.core.usgovcloudapi.net' }
const stores = [
  ['an account of its own', { ...account, ...host }, { account: 'results' }],
  ['the host’s account', host, { account: 'hoststore' }],
  [
    'the host’s service',
    { ...service, ...host },
    { endpoint: 'https://a.table.core.usgovcloudapi.net' },
  ],
  ['the host’s connection string', { AzureWebJobsStorage: 'x' }, { connectionString: 'x' }],
] as const

test.for(stores)('store: %s', ([, env, settings]) => {
  expect(storeSettings(DEFAULT_CONFIG, env)).toEqual({ kind: 'azureTables', settings })
})

test('store: the configuration comes first, and none at all is refused', () => {
  const store = { kind: 'sqlite', settings: './p.db' } as const
  expect(storeSettings({ ...DEFAULT_CONFIG, store }, account)).toEqual(store)
  expect(() => storeSettings(DEFAULT_CONFIG, {})).toThrow(RefusedConfigError)
})

const schedules = [
  ['a setting', { PERIMETER_SCHEDULE: '0 * * * * *' }, '%PERIMETER_SCHEDULE%', '0 * * * * *', null],
  ['none', {}, '0 */5 * * * *', '0 */5 * * * *', 'is not set'],
  [
    'a wrong one',
    { PERIMETER_SCHEDULE: '* * * * *' },
    '0 */5 * * * *',
    '0 */5 * * * *',
    'has 5 fields, not six',
  ],
] as const

test.for(schedules)('schedule: %s', ([, env, registered, effective, complaint]) => {
  const schedule = timerSchedule(env)
  expect(schedule).toMatchObject({ registered, effective })
  if (complaint === null) expect(schedule.complaint).toBeNull()
  else expect(schedule.complaint).toContain(complaint)
})

test('a sweep ends before its function does, whose timeout stands in host.json', () => {
  const { functionTimeout } = JSON.parse(readFileSync('host.json', 'utf8'))
  const [hours = 0, minutes = 0, seconds = 0] = functionTimeout.split(':').map(Number)
  expect(((hours * 60 + minutes) * 60 + seconds) * 1000).toBe(FUNCTION_TIMEOUT)
  const limits = { ...DEFAULT_CONFIG.limits, sweep: 3_600_000 }
  expect(endingWithin({ ...DEFAULT_CONFIG, limits }, FUNCTION_TIMEOUT).limits.sweep).toBe(555_000)
  const usual = endingWithin(DEFAULT_CONFIG, FUNCTION_TIMEOUT)
  expect(usual.limits.sweep).toBe(DEFAULT_CONFIG.limits.sweep)
})
