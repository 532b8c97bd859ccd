import { describe, expect, test } from 'vitest'
import { privateZoneOf, privateZones } from '../../../shared/config/private-zone.ts'

describe('privateZones', () => {
  test('takes servers with and without a port, and makes names lower case', () => {
    const [zone] = privateZones.parse([
      { zone: 'Corp.Test.', servers: ['10.1.0.4', '[fd00::1]:53'] },
    ])
    expect(zone).toEqual({ zone: 'corp.test', servers: ['10.1.0.4:53', '[fd00::1]:53'] })
  })

  test.for([
    [[{ zone: 'corp' }]],
    [[{ zone: '*.corp.test' }]],
    [[{ zone: 'corp.test', servers: ['system'] }]],
    [[{ zone: 'corp.test', addresses: ['10.1.0.0/40'] }]],
    [[{ zone: 'corp.test' }, { zone: 'CORP.test' }]],
    [[{ suffix: 'corp.test' }]],
  ])('refuses %j', ([value]) => {
    expect(privateZones.safeParse(value).success).toBe(false)
  })

  test('of several zones the longest counts', () => {
    const zones = privateZones.parse([{ zone: 'corp.test' }, { zone: 'eu.corp.test' }])
    expect(privateZoneOf(zones, 'db.eu.corp.test')?.zone).toBe('eu.corp.test')
    expect(privateZoneOf(zones, 'corp.test')?.zone).toBe('corp.test')
    expect(privateZoneOf(zones, 'notcorp.test')).toBeUndefined()
  })
})
