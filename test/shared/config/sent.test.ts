import { describe, expect, test } from 'vitest'
import { planned } from './sample.ts'

const target = (more: string, url = 'https://a/') => `targets: [{ name: a, url: "${url}"${more} }]`

describe('what a request sends', () => {
  const sent = (more: string, env = {}) => planned(target(more), env).targets[0]?.sent
  const BASIC = Buffer.from('u:p').toString('base64')

  test.for([
    ['', undefined],
    [', method: PUT', { method: 'PUT', headers: {}, body: null, secrets: [] }],
    [', body: x', { method: 'POST', headers: {}, body: 'x', secrets: [] }],
    [', headers: { X-A: b }', { method: 'GET', headers: { 'x-a': 'b' }, body: null, secrets: [] }],
    [
      ', headers: { Authorization: "Bearer tok" }',
      {
        ...{ method: 'GET', headers: { authorization: 'Bearer tok' }, body: null },
        secrets: ['Bearer tok', 'tok'],
      },
    ],
    [
      ', headers: { X-Api-Key: k, x-keyring: r }',
      {
        method: 'GET',
        headers: { 'x-api-key': 'k', 'x-keyring': 'r' },
        body: null,
        secrets: ['k'],
      },
    ],
    [
      ', headers: { x: "${A}", y: "${B}" }, body: "${A}"',
      { method: 'POST', headers: { x: 'a1', y: 'b1' }, body: 'a1', secrets: ['a1', 'b1'] },
    ],
    [
      ', auth: { basic: { user: u, password: p } }',
      {
        ...{ method: 'GET', headers: { authorization: `Basic ${BASIC}` }, body: null },
        secrets: [BASIC, 'u:p', 'p'],
      },
    ],
    [
      ', headers: { Authorization: "Bearer tok" }, auth: { basic: { user: u, password: p } }',
      {
        ...{ method: 'GET', headers: { authorization: `Basic ${BASIC}` }, body: null },
        secrets: ['Bearer tok', 'tok', BASIC, 'u:p', 'p'],
      },
    ],
  ] as const)('with%s', ([more, wanted]) => {
    expect(sent(more, { A: 'a1', B: 'b1' })).toEqual(wanted)
  })

  test('a secret that stands in the file is told, whatever the case of its name', () => {
    const told = (more: string, env = {}) =>
      planned(target(more), env).warnings.map(({ key }) => key)
    expect(told(', headers: { X-API-KEY: k, Cookie: c, x: y }')).toEqual([
      ...['targets[0].headers.X-API-KEY', 'targets[0].headers.Cookie'],
    ])
    expect(told(', headers: { x-api-key: "${K}" }', { K: 'k' })).toEqual([])
    expect(told(', auth: { basic: { user: u, password: p } }')).toEqual([
      'targets[0].auth.basic.password',
    ])
  })
})
