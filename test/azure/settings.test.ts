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
  ['no site', null, {}, 'azure-function'],
  ['a slot', null, { WEBSITE_SITE_NAME: 'func', WEBSITE_SLOT_NAME: 'blue' }, 'func-blue'],
] as const

test.for(names)('vantage name: %s', ([, configured, env, name]) => {
  expect(azureVantageName(configured, env)).toBe(name)
})

const account = { PERIMETER_STORE_ACCOUNT: 'results' }
const host = { AzureWebJobsStorage__accountName: 'hoststore' }
const string = { AzureWebJobsStorage: 'x' }
const service = { AzureWebJobsStorage__tableServiceUri: 'https://a.table.core.usgovcloudapi.net' }
const stores = [
  ['an account of its own', { ...account, ...service, ...host, ...string }, { account: 'results' }],
  ['the host’s account', { ...host, ...string }, { account: 'hoststore' }],
  [
    'the host’s service',
    { ...service, ...host, ...string },
    { endpoint: 'https://a.table.core.usgovcloudapi.net' },
  ],
  [
    'the host’s connection string',
    { ...string, PERIMETER_STORE_ACCOUNT: '' },
    { connectionString: 'x' },
  ],
] as const

test.for(stores)('store: %s', ([, env, settings]) => {
  expect(storeSettings(DEFAULT_CONFIG, env)).toEqual({ kind: 'azureTables', settings })
})

test('store: the configuration comes first, and none at all is refused', () => {
  const store = { kind: 'sqlite', settings: './p.db' } as const
  expect(storeSettings({ ...DEFAULT_CONFIG, store }, account)).toEqual(store)
  const refused = (() => {
    try {
      return storeSettings(DEFAULT_CONFIG, {})
    } catch (error) {
      return error
    }
  })()
  expect(refused).toBeInstanceOf(RefusedConfigError)
  expect(refused).toHaveProperty(
    'message',
    'a problem in what is to be checked\nNo store is named: neither `store` in the configuration nor PERIMETER_STORE_ACCOUNT nor AzureWebJobsStorage is set\n    Set PERIMETER_STORE_ACCOUNT to the name of the storage account that keeps the results',
  )
})

const schedules = [
  ['a setting', { PERIMETER_SCHEDULE: '0 * * * * *' }, '%PERIMETER_SCHEDULE%', '0 * * * * *', null],
  [
    'none',
    {},
    '0 */5 * * * *',
    '0 */5 * * * *',
    'The app setting PERIMETER_SCHEDULE is not set; the timer runs by 0 */5 * * * *',
  ],
  [
    'a wrong one',
    { PERIMETER_SCHEDULE: '* * * * *' },
    '0 */5 * * * *',
    '0 */5 * * * *',
    'The app setting PERIMETER_SCHEDULE has 5 fields, not six. Write second, minute, hour, day, month, weekday: "0 */5 * * * *" runs every five minutes; the timer runs by 0 */5 * * * *',
  ],
] as const

test.for(schedules)('schedule: %s', ([, env, registered, effective, complaint]) => {
  expect(timerSchedule(env)).toEqual({ registered, effective, complaint })
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
