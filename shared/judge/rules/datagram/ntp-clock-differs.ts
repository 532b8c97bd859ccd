import { type Exchange, exchangesOf } from '../../exchanges.ts'
import { isUnsynchronised } from '../../ntp-words.ts'
import type { Claim, Rule } from '../../rule.ts'
import { cite } from '../../seen.ts'
import { seconds } from '../../text.ts'

/** Less than this, in ms, breaks nothing that a probe checks. */
const NOTABLE = 1000

/**
 * The clocks of the server and of this machine differ by more than a second, the uncertainty of the round trip aside.
 * Which of the two is wrong shows only beside other servers: where these differ from this machine by as much, its clock
 * is wrong; where they agree with it, the server’s. Source: RFC 5905, 8 (offset, and its error of half the delay).
 */
export const ntpClockDiffers: Rule = {
  code: 'ntp-clock-differs',
  judge(view) {
    const apart = exchangesOf(view).find((o) => differs(o) && !isUnsynchronised(o))
    const offset = apart?.ntp?.offset ?? null
    if (apart === undefined || offset === null) return null
    const { host } = view.target
    const others = view.sweep.clocks.filter((clock) => clock.host !== host)
    const way = offset > 0 ? 'ahead of' : 'behind'
    return {
      subject: host,
      summary: `The clock of ${host} is ${seconds(Math.abs(offset))} ${way} that of this machine (round trip ${Math.round(apart.ntp?.delay ?? 0)} ms)`,
      ...blame(
        offset,
        others.map((clock) => clock.offset),
      ),
      evidence: cite(apart),
    }
  },
}

function differs({ ntp }: Exchange): boolean {
  if (ntp === undefined || ntp.offset === null) return false
  return Math.abs(ntp.offset) - ntp.delay / 2 > NOTABLE
}

function servers(count: number): string {
  return count === 1 ? 'another NTP server' : `${count} other NTP servers`
}

/** Whose clock is wrong, as other servers of the sweep tell; without any, nobody knows. */
function blame(offset: number, others: readonly number[]): Pick<Claim, 'cause' | 'fix'> {
  const alike = others.filter((other) => Math.abs(other - offset) < NOTABLE).length
  const withUs = others.filter((other) => Math.abs(other) < NOTABLE).length
  if (alike > 0 && withUs === 0) {
    return {
      cause: `The clock of this machine is wrong: ${servers(alike)} of this sweep ${alike === 1 ? 'differs' : 'differ'} from it by as much`,
      fix: 'Let this machine synchronise its clock; what a probe says of certificates that are not valid yet depends on it',
    }
  }
  if (withUs > 0 && alike === 0) {
    return {
      cause: `The clock of the server is wrong: ${servers(withUs)} of this sweep ${withUs === 1 ? 'agrees' : 'agree'} with this machine`,
      fix: 'Look at the sources of the NTP server, and use another one until it is right',
    }
  }
  return {}
}
