import type { Config } from '../shared/config/schema.ts'
import { senderProxy } from '../shared/notify/proxy.ts'
import type { Sender } from '../shared/ports/sender.ts'
import type { ConfigContext } from './plan-file.ts'
import { rootsOf } from './roots.ts'

/**
 * The sender of a configuration: its proxy and its roots. What sends is loaded when there is something to send. Throws
 * RefusedConfigError for roots that cannot be read.
 */
export function senderOf(config: Config, context: ConfigContext): Sender {
  const options = { proxyFor: senderProxy(config, context.env), ca: rootsOf(config, context) }
  return {
    async send(request, deadlineMs) {
      const { httpSender } = await import('./http-sender.ts')
      return await httpSender(options).send(request, deadlineMs)
    },
  }
}
