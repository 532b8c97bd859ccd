import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const FILES = globSync(
  '{shared,probes,identity,stores,runtime,azure,gcp,cli,tools,test}/**/*.{ts,yaml,tf,bicep,sh}',
).filter((file) => !file.includes('node_modules'))

/** A page in the repository, as a comment or a message names it; not the end of a URL, nor a pattern. */
const PAGE = /(?<![\w/.*:`${}-])((?:[\w.-]+\/)*[\w-]+\.md)\b/g

test('every page that is named exists: outside the repository, a citation is a URL', () => {
  const missing = FILES.flatMap((file) => {
    const named = readFileSync(file, 'utf8').matchAll(PAGE)
    return [...named].flatMap(([, page = '']) => {
      const places = [page, path.join('docs', page), path.join(path.dirname(file), page)]
      return places.some((place) => existsSync(place)) ? [] : [`${file}: ${page}`]
    })
  })
  expect(missing).toEqual([])
})

/** A file in backticks, without a name to fill in. */
const PATH = /`((?:[\w-]+\/)+[\w.-]+\.\w+)`/g

test.for(['CONTRIBUTING.md', 'ARCHITECTURE.md'])('every file that %s names exists', (page) => {
  const named = [...readFileSync(page, 'utf8').matchAll(PATH)].map(([, file = '']) => file)
  const fixed = named.filter((file) => !/[A-Z]{2}/.test(file.replace(/README\.md$/, '')))
  const missing = fixed.filter((file) => !existsSync(file) && !existsSync(`shared/${file}`))
  expect(missing).toEqual([])
})
