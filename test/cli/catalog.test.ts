import { expect, test } from 'vitest'
import { CATALOGS } from '../../shared/catalog/builtin.ts'
import { call } from './call.ts'

test('catalog list names every catalog, as text and as JSON', async () => {
  const text = await call(['catalog', 'list'])
  const json = await call(['catalog', 'list', '--format', 'json'])
  const names = CATALOGS.map((c) => c.name)
  expect(text.out.split('\n').map((line) => line.split(' ')[0])).toEqual([...names, ''])
  expect((JSON.parse(json.out) as { name: string }[]).map((c) => c.name)).toEqual(names)
})

test.for(CATALOGS.map((c) => c.name))('catalog show %s, in every format', async (name) => {
  const show = (format: string) => call(['catalog', 'show', name, '--format', format])
  const [text, markdown, json] = await Promise.all([show('text'), show('markdown'), show('json')])
  const catalog = CATALOGS.find((c) => c.name === name)
  expect(JSON.parse(json.out)).toEqual(catalog)
  expect(markdown.out.startsWith(`## ${name}\n`)).toBe(true)
  for (const { id } of catalog?.capabilities ?? []) {
    expect.soft(text.out).toContain(`\n  ${id}: `)
    expect.soft(markdown.out).toContain(`\n| \`${id}\` | `)
  }
})

test('every table row of the Markdown has as many cells as its head', async () => {
  const { out } = await call(['catalog', 'list', '--format', 'markdown'])
  const cells = (line: string) => line.replaceAll('\\|', '').split('|').length
  let head = ''
  for (const line of out.split('\n')) {
    if (!line.startsWith('|')) head = ''
    else if (head === '') head = line
    else expect.soft(cells(line), line).toBe(cells(head))
  }
})
