import { expect, test } from 'vitest'
import { CATALOGS } from '../../../shared/catalog/builtin.ts'
import { parametersIn } from '../../../shared/catalog/described.ts'

const catalog = CATALOGS.find(({ name }) => name === 'azure-functions')
const of = (thing: unknown) => catalog && parametersIn(thing, catalog)

test.for([
  ['Japan East', 'japaneast'],
  ['West US 2', 'westus2'],
  ['japaneast', 'japaneast'],
])('a function app in %s is in %s', ([location, region]) => {
  const site = { name: 'func-a', location, defaultHostName: 'func-a.azurewebsites.net' }
  expect(of(site)).toMatchObject({ app: 'func-a', region, os: 'windows' })
})

test('newer tools have the properties one level below; what is missing is left out', () => {
  const properties = {
    defaultHostName: 'func-a.azurewebsites.net',
    enabledHostNames: ['func-a.azurewebsites.net', 'func-a.scm.azurewebsites.net'],
    reserved: true,
  }
  const host = { host: 'func-a.azurewebsites.net', scmHost: 'func-a.scm.azurewebsites.net' }
  expect(of({ name: 'func-a', properties })).toEqual({ app: 'func-a', os: 'linux', ...host })
  expect(of({ name: '', location: 7, properties })).toEqual({ os: 'linux', ...host })
})

test.for([null, 'text', [], {}, { name: 'x' }])('%j is nothing that is known', (thing) => {
  expect(of(thing)).toBeNull()
})
