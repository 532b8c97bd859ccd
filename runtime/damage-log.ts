import type { Log } from '../shared/ports/log.ts'
import type { OnDamage } from '../stores/damage.ts'

/** Messages that are remembered; beyond it they are said again. */
const REMEMBERED = 1000

/** Says of each damaged row once a process that it is read past: every sweep comes upon it again. */
export function damageLog(log: Log): OnDamage {
  const said = new Set<string>()
  return (message) => {
    if (said.has(message)) return
    if (said.size >= REMEMBERED) said.clear()
    said.add(message)
    log.write({ severity: 'warning', message, fields: { problem: 'damaged' } })
  }
}
