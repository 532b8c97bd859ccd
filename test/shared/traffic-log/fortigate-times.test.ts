import { expect, test } from 'vitest'
import { LogReader } from '../../../shared/traffic-log/reader.ts'

const line = (times: string) =>
  `${times} logid="0316013056" type="utm" subtype="webfilter" srcip=10.1.1.5 dstip=20.1.2.3 dstport=443 proto=6 service="HTTPS" hostname="pypi.org" action="blocked"\n`
const AT = Date.UTC(2026, 10, 20, 9, 12, 41)
const SECONDS = String(AT / 1000)

test.for([
  { what: 'seconds', times: `eventtime=${SECONDS}`, at: AT },
  { what: 'milliseconds', times: `eventtime=${SECONDS}250`, at: AT + 250 },
  { what: 'nanoseconds', times: `eventtime=${SECONDS}250999999`, at: AT + 250 },
  { what: 'date and time east of UTC', times: 'date=2026-11-20 time=18:12:41 tz="+0900"', at: AT },
  { what: 'date and time west of UTC', times: 'date=2026-11-20 time=03:42:41 tz="-0530"', at: AT },
])('FortiGate counts in $what', ({ times, at }) => {
  const reader = new LogReader({ errorLines: false })
  const entries = [...reader.push(line(times)), ...reader.end()]
  expect(entries.map((entry) => entry.at)).toEqual([at])
})
