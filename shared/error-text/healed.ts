import { LAYERS, type Layer } from './meanings/meaning.ts'
import type { Peer } from './peer.ts'

/** A step that failed, where a text says so. */
export interface Failed {
  readonly at: number
  readonly layer: Layer
  readonly peers: readonly Peer[]
}

/** A line that says that something worked. */
interface Success {
  readonly from: number
  readonly to: number
  readonly line: string
  readonly peers: readonly Peer[]
  /** The last layer that works by it. */
  readonly layer: Layer
  readonly isRetry: boolean
}

const STATUS = String.raw`(?<![\d.:])2\d\d(?![\d.:]|\s?m?s\b)`
const METHOD = 'GET|POST|PUT|HEAD|PATCH|DELETE|OPTIONS|CONNECT'
const WORKED = new RegExp(
  String.raw`\b(?:succe(?:eded|eds|ss(?:ful(?:ly)?)?)|(?:re-?)?(?:connected|established)|restored|recovered|downloaded newer image|(?:is )?(?:now )?(?:healthy|reachable|online))\b|\b(?:HTTP\/[\d.]{1,3}"?|status(?:[ _]?code)?["']?[ :=]{1,3}"?|returned|responded with|answered|->) ?${STATUS}|${STATUS} \(?(?:OK|Created|Accepted|No Content)\b|\b(?:${METHOD}) \S{1,2000} [^\n]{0,40}?${STATUS}`,
  'i',
)
/** Such a line tells of a success that did not come, or is wanted. */
const OPEN =
  /\b(?:not|no|never|un\w{2,20}|without|fail\w{0,4}|errors?|exceptions?|if|before|could ?n[o']t|cannot|(?:did|was|is|ca)n['’]t|time[ds]?[ -]?out|refused|denied|expected|waiting|trying|will)\b|\b0 succe/i
const RETRIED =
  /\b(?:succeeded|succeeds|success(?:ful(?:ly)?)?|recovered|ok)\b[^\n]{0,20}\b(?:after|on|at|in) [^\n]{0,20}\b(?:attempts?|retr(?:y|ies)|tr(?:y|ies)|failures?)\b|\b(?:attempt|retry|try)\b[^\n]{0,30}\b(?:succeeded|successful|ok)\b|\bre-?(?:connected|established)\b|\b(?:connection|connectivity)[^\n]{0,30} (?:restored|recovered)\b/i

/** What shall come yet, even of another try. */
const AWAITED =
  /\b(?:until|unless|before|once|waiting|will|would|should|must|to be)\b[^\n]{0,60}\b(?:succe\w{2,8}|(?:re-?)?(?:connected|established)|restored|recovered|healthy|reachable|online)\b/i

/** Whether a line says that something worked. */
export function saysThatItWorked(line: string): boolean {
  return WORKED.test(line) && !AWAITED.test(line) && (RETRIED.test(line) || !OPEN.test(line))
}

/** Words for a part of the way only: what they say works leaves open what comes behind it. */
const PARTS: readonly (readonly [RegExp, Layer])[] = [
  [new RegExp(String.raw`\b(?:${METHOD}) |\bHTTP\/|${STATUS}`), 'platform'],
  [/\bre-?(?:connected|established)\b/i, 'platform'],
  [/\b(?:tls|ssl|handshake)\b/i, 'tls'],
  [/\b(?:dns|resolv\w{1,4}|resolution|lookup|nslookup)\b/i, 'dns'],
  [/\b(?:connected|connection|tcp|ports?|ping|telnet)\b/i, 'tcp'],
]

/**
 * Which failures of a text were over at its end: a function that gives the line that says so, or null where the failure
 * stands. Over it is when the same peer worked later, on the same layer or one above, and did not fail again; of an
 * answer, when the same was asked for.
 */
export function healings(
  text: string,
  peers: readonly Peer[],
  failures: readonly Failed[],
  isNewestFirst: boolean,
): (failed: Failed) => string | null {
  if (failures.length === 0 || !WORKED.test(text)) return () => null
  const isAfter = (failed: Failed, { from, to }: Success) =>
    isNewestFirst ? failed.at < from : failed.at > to
  const isOne = isOfOnePeer(failures)
  const heals = (success: Success, failed: Failed) =>
    isSame(success, failed, text, isOne) && !isAfter(failed, success)
  const successes = successesIn(text, peers, failures)
  return (failed) => {
    const last = successes.findLast(
      (success) =>
        heals(success, failed) &&
        !failures.some((other) => isAfter(other, success) && isSamePeer(success, other, isOne)),
    )
    return last === undefined ? null : last.line.trim().slice(0, LONGEST_SHOWN)
  }
}

const LONGEST_SHOWN = 200
const LONGEST_LINE = 4_000
const MOST = 500

function successesIn(
  text: string,
  peers: readonly Peer[],
  failures: readonly Failed[],
): readonly Success[] {
  const successes: Success[] = []
  let from = 0
  for (const whole of text.split('\n')) {
    const line = whole.slice(0, LONGEST_LINE)
    const to = from + whole.length
    const isRetry = RETRIED.test(line)
    const isFailure = failures.some(({ at }) => at >= from && at < to)
    if (saysThatItWorked(line) && (isRetry || !isFailure)) {
      const own = peers.filter(({ at, role }) => role === 'target' && at >= from && at < to)
      const layer = PARTS.find(([words]) => words.test(line))?.[1] ?? 'platform'
      successes.push({ from, to, line, peers: own, layer, isRetry })
    }
    from = to + 1
  }
  return successes.slice(-MOST)
}

function isSame(success: Success, failed: Failed, text: string, isOne: boolean): boolean {
  if (LAYERS.indexOf(success.layer) < LAYERS.indexOf(failed.layer)) return false
  const isAnswer = failed.layer === 'http' || failed.layer === 'denied'
  const asked = isAnswer ? callIn(lineAt(text, failed.at)) : null
  const answered = isAnswer ? callIn(success.line) : null
  if (asked === null || answered === null) return isSamePeer(success, failed, isOne)
  const isCall =
    asked.path === answered.path &&
    (asked.method === null || answered.method === null || asked.method === answered.method)
  return isCall && (success.peers.length === 0 || isSamePeer(success, failed, isOne))
}

/** A success that names nobody is of the only peer that failed, where it speaks of another try. */
function isSamePeer(success: Success, failed: Failed, isOne: boolean): boolean {
  if (success.peers.length === 0) return success.isRetry && isOne
  return failed.peers.some((peer) =>
    success.peers.some(
      ({ host, port }) =>
        host === peer.host && (port === null || peer.port === null || port === peer.port),
    ),
  )
}

function isOfOnePeer(failures: readonly Failed[]): boolean {
  const first = failures.map(({ peers }) => peers[0]?.host).filter((host) => host !== undefined)
  return new Set(first).size <= 1
}

const CALL = new RegExp(
  String.raw`\b(${METHOD}) "?(?:https?:\/\/[^\s/"'<>]{1,300})?(\/[^\s"'<>?#]{0,2000})`,
)
const URL_PATH = /\bhttps?:\/\/[^\s/"'<>]{1,300}([^\s"'<>?#]{0,2000})/i

/** What a line asked for; null where it does not say. */
function callIn(line: string): { method: string | null; path: string } | null {
  const called = CALL.exec(line)
  if (called !== null) return { method: called[1] ?? null, path: trimmed(called[2]) }
  const url = URL_PATH.exec(line)
  return url === null ? null : { method: null, path: trimmed(url[1]) }
}

function trimmed(path: string | undefined): string {
  return (path ?? '').replace(/[/:,;.)]{1,9}$/, '')
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at)
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, end === -1 ? undefined : end)
}

const CLOCK = /^[^\n]{0,40}?(?:(\d{4}-\d\d-\d\d)[T ])?(?<!\d)(\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)/gm

/** Whether the lines of a log stand with the newest first, as portals show them. */
export function isNewestFirst(text: string): boolean {
  const times = [...text.matchAll(CLOCK)].map(([, date = '', time = '']) => `${date} ${time}`)
  const steps = times.slice(1).map((time, i) => Math.sign(time.localeCompare(times[i] ?? '')))
  return steps.filter((step) => step < 0).length > steps.filter((step) => step > 0).length
}
