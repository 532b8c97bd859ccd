import type { Fit } from '../../../target/pattern.ts'
import { type Exchange, exchangesOf, portText } from '../../exchanges.ts'
import type { Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { slowPattern } from '../../slow-pattern.ts'
import type { TargetView } from '../../target-view.ts'
import { shown } from '../../text.ts'

/**
 * What came back is not what `expect.reply` says, or no reply of the protocol at all: another service has the port, or
 * something answers in its place. Source: the configuration; RFC 5905, 8.
 */
export const udpReplyUnexpected: Rule = {
  code: 'udp-reply-unexpected',
  judge(view) {
    const exchanges = exchangesOf(view)
    const invalid = exchanges.find((o) => o.failure?.code === 'udp_invalid_response')
    if (invalid !== undefined) {
      return {
        subject: view.target.host,
        summary: `${view.target.host} (${portText([invalid])}) does not answer as ${view.target.scheme}: ${shown(invalid.failure?.raw ?? '', 120)}`,
        cause:
          'Another service listens on the port; or a device on the way, or somebody who guesses, answers in its place',
        fix: 'Check the host and the port of the URL; if both are right, take a trace on the server’s side and compare what it sent',
        evidence: cite(invalid),
      }
    }
    const wanted = view.expect.reply
    if (wanted === undefined) return null
    const replies = exchanges.filter((o) => o.failure === null)
    const wrong = replies.find((o) => fits(view, o, wanted) !== true)
    if (wrong === undefined) return null
    if (fits(view, wrong, wanted) === 'too-slow')
      return slowPattern(view, { key: 'expect.reply', wanted, text: wrong.reply, request: wrong })
    const begins = wanted.startsWith('hex:') ? wrong.replyHex.slice(0, 48) : shown(wrong.reply, 60)
    return {
      subject: view.target.host,
      summary: `The reply of ${view.target.host} (${portText([wrong])}) does not hold “${shown(wanted, 60)}”; it has ${wrong.replyBytes} bytes and starts “${begins}”`,
      evidence: cite(wrong),
    }
  },
}

/** `hex:` compares bytes, all else the reply as text. */
function fits({ sweep }: TargetView, { reply, replyHex }: Exchange, wanted: string): Fit {
  const digits = /^hex:(.*)$/s.exec(wanted)?.[1]
  if (digits === undefined) return sweep.patterns.fits(reply, wanted)
  const sought = digits.replaceAll(/[ :]/g, '').toLowerCase()
  return bytesHold(replyHex, sought)
}

/** A match may not begin in the middle of a byte. */
function bytesHold(hex: string, sought: string): boolean {
  for (let at = hex.indexOf(sought); at !== -1; at = hex.indexOf(sought, at + 1))
    if (at % 2 === 0) return true
  return false
}
