import { describe, expect, test } from 'vitest'
import { planned } from './sample.ts'

describe('dependsOn', () => {
  test('is kept as ids', () => {
    const { targets, problems } = planned(`
      targets:
        - { name: Jump host, url: "tcp://jump:22" }
        - { name: db, url: "tcp://db:5432", dependsOn: Jump host }
        - { name: app, url: "https://app/", dependsOn: [db, Jump host] }`)
    expect(problems).toEqual([])
    expect(targets.map(({ dependsOn }) => dependsOn)).toEqual([
      undefined,
      ['jump-host'],
      ['db', 'jump-host'],
    ])
  })

  test('refuses a name that no own target has, with its line and the nearest', () => {
    const { problems } = planned(`targets:
  - { name: jump, url: "tcp://jump:22" }
  - { name: db, url: "tcp://db:5432", dependsOn: [jumpp] }`)
    expect(problems).toMatchObject([
      {
        line: 3,
        message: '"jumpp" is the name of no target of this file',
        remedy: 'Did you mean "jump"? Write the name of one of targets',
      },
    ])
  })

  test.for([
    { name: 'of one', on: { a: 'a' }, says: ['a depends on a: a circle'] },
    {
      name: 'of two',
      on: { a: 'b', b: 'a' },
      says: ['a depends on b depends on a', 'b depends on a depends on b'],
    },
    {
      name: 'beside the way to it',
      on: { a: 'b', b: 'c', c: 'b' },
      says: ['b depends on c depends on b', 'c depends on b depends on c'],
    },
  ])('refuses a circle $name, at each line of it', ({ on, says }) => {
    const lines = ['a', 'b', 'c'].map((name) => {
      const needs = (on as Record<string, string>)[name]
      return `  - { name: ${name}, url: "tcp://${name}:1"${needs === undefined ? '' : `, dependsOn: ${needs}`} }`
    })
    const { problems } = planned(`targets:\n${lines.join('\n')}`)
    expect(problems).toHaveLength(says.length)
    for (const [index, text] of says.entries()) expect(problems[index]?.message).toContain(text)
  })
})
