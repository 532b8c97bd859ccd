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
