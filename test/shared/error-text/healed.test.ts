import { describe, expect, test } from 'vitest'
import { explainText } from '../../../shared/traffic-log/explain-text.ts'
import { explanationSections } from '../../../shared/view/explain-text.ts'
import { INDEX } from '../../fixtures/row-index.ts'

const REFUSED = 'connect ECONNREFUSED 10.1.2.4:443'
const OF_A = `GET https://a.contoso.test/v1 ${REFUSED}`

/** Lines of a log, and the line by which the failure in them was over; null where it stands. */
// biome-ignore format: one log a row
const LOGS: readonly (readonly [what: string, lines: readonly string[], over: string | null])[] = [
  ['another try of the same host', [OF_A, 'GET https://a.contoso.test/v1 200'], 'GET https://a.contoso.test/v1 200'],
  ['a try that names nobody', [OF_A, 'Attempt 2 of 3 succeeded'], 'Attempt 2 of 3 succeeded'],
  ['a success that names nobody and no try', [OF_A, 'Job succeeded'], null],
  ['a try that names nobody, of one of two that failed', [OF_A, 'b.contoso.test: connect ECONNREFUSED 10.1.2.5:443', 'Attempt 2 succeeded'], null],
  ['another host', [OF_A, 'GET https://b.contoso.test/v1 200'], null],
  ['another port', ['connect ECONNREFUSED 10.1.2.4:5432', 'connected to 10.1.2.4:443'], null],
  ['a success before it', ['GET https://a.contoso.test/v1 200', OF_A], null],
  ['a success between two failures', [OF_A, 'GET https://a.contoso.test/v1 200', OF_A], null],
  ['a line that only tells of success', [OF_A, 'a.contoso.test: request did not succeed, no connection established'], null],
  ['a name that resolves is no connection', [OF_A, 'DNS lookup of a.contoso.test succeeded'], null],
  ['a connection is more than a name', ['getaddrinfo ENOTFOUND a.contoso.test', 'Connected to a.contoso.test:443'], 'Connected to a.contoso.test:443'],
  ['a connection is no answer', ['a.contoso.test: read ECONNRESET', 'TCP connect to a.contoso.test:443 succeeded'], null],
  ['a connection again is one that holds', ['a.contoso.test: read ECONNRESET', 'a.contoso.test: reconnected'], 'a.contoso.test: reconnected'],
  ['a connection that is only awaited', [OF_A, 'a.contoso.test: Retrying until reconnected'], null],
  ['one that came after retries', [OF_A, 'a.contoso.test: reconnected after 3 retries'], 'a.contoso.test: reconnected after 3 retries'],
  ['a 5xx, then an answer', ['GET https://a.contoso.test/v1 503 Service Unavailable', 'GET https://a.contoso.test/v1 200 OK'], 'GET https://a.contoso.test/v1 200 OK'],
  ['a 5xx, and an answer of another path', ['GET https://a.contoso.test/v1 503 Service Unavailable', 'GET https://a.contoso.test/health 200 OK'], null],
  ['a 403 of another method', ['PUT https://a.contoso.test/v1 403 Forbidden', 'GET https://a.contoso.test/v1 200 OK'], null],
  ['a time in milliseconds is no status', [OF_A, 'GET https://a.contoso.test/v1 in 250 ms'], null],
  ['an image that came in the end', ['Failed to pull image "a.contoso.test/app:1": dial tcp 10.1.2.4:443: i/o timeout', 'Successfully pulled image "a.contoso.test/app:1"'], 'Successfully pulled image "a.contoso.test/app:1"'],
  ['the newest line first', ['2026-11-30T10:09:00Z GET https://a.contoso.test/v1 200', `2026-11-30T10:08:00Z ${OF_A}`], 'GET https://a.contoso.test/v1 200'],
  ['the newest line first, and it failed', [`2026-11-30T10:09:00Z ${OF_A}`, '2026-11-30T10:08:00Z GET https://a.contoso.test/v1 200'], null],
]

describe('a failure that was over at the end of the text', () => {
  test.for(LOGS)('%s', ([, lines, over]) => {
    const said = explainText(lines.join('\n'), INDEX)
    expect(said.told?.healed).toBe(over)
    const [title] = explanationSections(said)
    expect(title.startsWith('It was over at the end of the text.')).toBe(over !== null)
  })

  test('comes behind one that stands, with the words that ended it', () => {
    const said = explainText(
      `${OF_A}\nGET https://a.contoso.test/v1 200\nb.contoso.test: connect ECONNREFUSED 10.1.2.5:443`,
      INDEX,
    )
    expect(said.told?.peers.map(({ host }) => host)).toEqual(['10.1.2.5'])
    expect(said.also).toMatchObject([{ healed: 'GET https://a.contoso.test/v1 200' }])
    const sections = Object.fromEntries(explanationSections(said)[1])
    expect(sections[`Also, and over in the end: ${said.also[0]?.sentence}`]).toContain(
      'over, by these words: GET https://a.contoso.test/v1 200',
    )
  })

  test.for([
    ['by the same source', '10.1.0.4', 'TCP_TUNNEL/200', /let through \(2025-11-30T10:40:01/],
    ['by another source', '10.1.0.5', 'TCP_TUNNEL/200', null],
    ['and never was let through', '10.1.0.4', 'TCP_DENIED/403', null],
  ] as const)('in the log of a proxy, tried again %s', ([, source, tag, over]) => {
    const line = (second: number, from: string, what: string) =>
      `17644992${second}.301 12 ${from} ${what} 4012 CONNECT pypi.org:443 - HIER_NONE/- -`
    const text = [line(0, '10.1.0.4', 'TCP_DENIED/407'), line(1, source, tag)].join('\n')
    const { told } = explainText(text.replaceAll('17644992', '176449920'), INDEX)
    if (over === null) expect(told?.healed).toBeNull()
    else expect(told?.healed).toMatch(over)
  })
})
