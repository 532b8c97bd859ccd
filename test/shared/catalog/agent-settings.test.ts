import { describe, expect, test } from 'vitest'
import { agentSettings, BYPASS_GROUPS } from '../../../shared/catalog/agent-settings.ts'
import { bypassesProxy } from '../../../shared/config/no-proxy.ts'
import { noProxyComplaint } from '../../../shared/config/no-proxy-entry.ts'

/** The output of the agent, with these values. */
function listed(type: string, url: string, bypass: string): string {
  return [
    'Local Configuration Settings',
    '  incomingconnections.enabled (preview)                 : true',
    `  connection.type (preview)                             : ${type}`,
    `  proxy.url                                             : ${url}`,
    `  proxy.bypass                                          : ${bypass}`,
    '  config.mode                                           : full',
  ].join('\n')
}

const PROXY = 'http://192.0.2.120:8080'

describe('agentSettings()', () => {
  test.for([
    ['no proxy', listed('default', '', '[]'), { mode: 'direct', proxy: null, noProxy: [] }],
    [
      'a gateway',
      listed('gateway', PROXY, '[Arc]'),
      { mode: 'gateway', proxy: PROXY, noProxy: [] },
    ],
    [
      'a group and a host of one’s own',
      listed('direct', PROXY, '[Arc,wsus.corp.example]'),
      {
        mode: 'direct',
        proxy: PROXY,
        noProxy: ['.his.arc.azure.com', '.guestconfiguration.azure.com', 'wsus.corp.example'],
      },
    ],
  ] as const)('reads %s', ([, text, expected]) => {
    expect(agentSettings(text)).toEqual(expected)
  })

  test.for(['', '{"a": 1}', 'name : value'])('%s is none', (text) => {
    expect(agentSettings(text)).toBeNull()
  })

  test('every host of a group is an entry that works', () => {
    const entries = Object.values(BYPASS_GROUPS).flat()
    expect(entries.flatMap((entry) => noProxyComplaint(entry) ?? [])).toEqual([])
    const to = (host: string) => bypassesProxy({ host, port: 443 }, BYPASS_GROUPS['Arc'] ?? [])
    expect([to('gbl.his.arc.azure.com'), to('guestnotificationservice.azure.com')]).toEqual([
      true,
      false,
    ])
  })
})
