import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bySubject, pathToKnownRoot } from '../../probes/known-path.ts'
import { type Authority, EXPIRED, mintIntermediate, mintLeaf, mintRoot } from '../fixtures/mint.ts'

const root = await mintRoot('Root')
const other = await mintRoot('Other Root')
const middle = await mintIntermediate(root, 'Middle')
/** The root’s own name and key twice more, over by now and not begun yet; and its name with another key. */
const old = await mintIntermediate(root, 'Root', { of: root, days: EXPIRED })
const late = await mintIntermediate(root, 'Root', { of: root, days: [10, 20] })
const namesake = await mintRoot('Root')
/** The middle’s name and key, certified by another root. */
const crossed = await mintIntermediate(other, 'Middle', { of: middle })
const shouting = await mintIntermediate({ ...root, name: 'CN=ROOT' }, 'Shouting')
const [one, two] = [await mintRoot('One'), await mintRoot('Two')]
const ring = await mintIntermediate(one, 'Two', { of: two })
const ringToo = await mintIntermediate(two, 'One', { of: one })
const leafBy = async (by: Authority | null, subject = 'CN=Leaf') =>
  (await mintLeaf(by, { names: ['a.test'], subject })).leaf

const PEM = {
  ...{ root: root.pem, other: other.pem, middle: middle.pem, old: old.pem, crossed: crossed.pem },
  ...{ namesake: namesake.pem, late: late.pem, shouting: shouting.pem },
  ...{ ring: ring.pem, ringToo: ringToo.pem },
  leaf: await leafBy(middle),
  rootsLeaf: await leafBy(root),
  shoutingsLeaf: await leafBy(shouting),
  ringsLeaf: await leafBy(one),
  own: await leafBy(null, 'CN=Own'),
}
type Name = keyof typeof PEM
const parsed = (names: readonly Name[]) => names.map((name) => new X509Certificate(PEM[name]))
const nameOf = ({ fingerprint256 }: X509Certificate) =>
  (Object.keys(PEM) as Name[]).find((name) => parsed([name])[0]?.fingerprint256 === fingerprint256)

function path(presented: readonly Name[], known: readonly Name[], at = Date.now()) {
  return pathToKnownRoot(parsed(presented), bySubject(parsed(known)), at).map(nameOf)
}

describe('the way to a known root', () => {
  test.for<readonly [string, readonly Name[], readonly Name[], readonly Name[]]>([
    ['by what was sent', ['leaf', 'middle'], ['root'], ['leaf', 'middle', 'root']],
    [
      'with the root, which was sent',
      ['leaf', 'middle', 'root'],
      ['root'],
      ['leaf', 'middle', 'root'],
    ],
    ['in any order', ['leaf', 'root', 'middle'], ['root'], ['leaf', 'middle', 'root']],
    ['by an authority that is known', ['leaf'], ['middle', 'root'], ['leaf', 'middle', 'root']],
    [
      'by that rather than one that was sent',
      ['leaf', 'crossed'],
      ['middle', 'root'],
      ['leaf', 'middle', 'root'],
    ],
    [
      'by another certificate of an authority',
      ['leaf', 'crossed'],
      ['other'],
      ['leaf', 'crossed', 'other'],
    ],
    ['of a leaf that is known itself', ['own'], ['own'], ['own']],
    [
      'by names that differ in case',
      ['shoutingsLeaf', 'shouting'],
      ['root'],
      ['shoutingsLeaf', 'shouting', 'root'],
    ],
    [
      'by the key that signed, of one name',
      ['rootsLeaf'],
      ['namesake', 'root'],
      ['rootsLeaf', 'root'],
    ],
    ['by what is in date, of one key', ['rootsLeaf'], ['old', 'root'], ['rootsLeaf', 'root']],
    ['by the key rather than the date', ['rootsLeaf'], ['namesake', 'old'], ['rootsLeaf', 'old']],
    [
      'by a name alone, where nothing else is known',
      ['rootsLeaf'],
      ['namesake'],
      ['rootsLeaf', 'namesake'],
    ],
    ['is missing without the authority between', ['leaf'], ['root'], []],
    ['is missing to a root that is not known', ['leaf', 'middle', 'root'], ['other'], []],
    [
      'is missing where authorities certify each other',
      ['ringsLeaf', 'ring', 'ringToo'],
      ['root'],
      [],
    ],
    ['is missing where nothing was sent', [], ['root'], []],
  ])('%s', ([, presented, known, expected]) => {
    expect(path(presented, known)).toEqual(expected)
  })

  const end = Date.parse(new X509Certificate(old.pem).validTo)
  const begin = Date.parse(new X509Certificate(old.pem).validFrom)
  test.for([
    ['in its first instant', begin, 'old'],
    ['not before it', begin - 1, 'late'],
    ['in its last', end, 'old'],
    ['not after it', end + 1, 'late'],
  ] as const)('a certificate is in date %s', ([, at, expected]) => {
    // Of two with one key, which are never in date both; where neither is, the first is taken.
    expect(path(['rootsLeaf'], ['late', 'old'], at)).toEqual(['rootsLeaf', expected])
  })
})
