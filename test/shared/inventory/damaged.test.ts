import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readInventory } from '../../../shared/inventory/read.ts'
import { seeded } from '../../fixtures/seeded.ts'

const INPUTS = path.join(import.meta.dirname, 'inputs')
const FILES = readdirSync(INPUTS)

function textOf(file: string): string {
  return readFileSync(path.join(INPUTS, file), 'utf8')
}

/** What stands where a field is of another kind than it should be, or not there. */
const WRONG = [undefined, null, 7, '', {}, []]

/** The document with one field at random wrong. */
function bent(text: string, random: () => number): unknown {
  const document = JSON.parse(text)
  const places: (readonly [Record<string, unknown>, string])[] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key])
      walk(inner)
    }
  }
  walk(document)
  const [holder, key] = places[Math.floor(random() * places.length)] ?? [{}, '']
  holder[key] = WRONG[Math.floor(random() * WRONG.length)]
  return document
}

test.for(FILES.filter((file) => file.endsWith('.json')))(
  'a field of %s that is missing or of another kind keeps nothing from being read',
  (file) => {
    const [text, random] = [textOf(file), seeded(24)]
    for (let n = 0; n < 200; n++) {
      const document = bent(text, random)
      expect(() => readInventory(JSON.stringify(document), null)).not.toThrow()
    }
  },
)

test('a line of a table with a quote that does not end is no mistake of the program', () => {
  const text = `${textOf('services.csv')}"never ended\n`
  expect(() => readInventory(text, null)).not.toThrow()
})
