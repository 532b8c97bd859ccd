import type { Notice, Notification } from '../model/notification.ts'

/** A notification that tells that a channel works; `perimeter alerts test` sends it. */
export function testNotification(vantage: string, channel: string, now: Date): Notification {
  const at = now.toISOString()
  return {
    id: `test-${at.replaceAll(/[-:.]/g, '')}.${channel}`,
    vantage,
    incident: null,
    channel,
    what: 'test' satisfies Notice,
    createdAt: at,
    payload: {
      title: `Test of Perimeter at ${vantage}`,
      text: `Somebody called perimeter alerts test. The channel ${channel} works.`,
      severity: 'info',
      incident: null,
      links: [],
    },
  }
}
