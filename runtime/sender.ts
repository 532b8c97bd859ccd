import { httpSender } from '../probes/sender.ts'
import { readRoots } from '../shared/config/roots.ts'
import type { Config } from '../shared/config/schema.ts'
import { senderProxy } from '../shared/notify/proxy.ts'
import type { Sender } from '../shared/ports.ts'
import { type Place, planningAt, refusedFile } from './plan-file.ts'

/** The sender of a configuration: its proxy and its roots. Throws RefusedConfig for roots that cannot be read. */
export function senderOf(config: Config, place: Place): Sender {
  const { readFile } = planningAt(place)
  const ca = config.ca.flatMap((file) => {
    const { certificates, complaint } = readRoots(file, readFile)
    if (certificates !== null) return certificates
    throw refusedFile(file, `${file} of ca ${complaint.message}`, complaint.remedy)
  })
  return httpSender({ proxyFor: senderProxy(config, place.env), ca })
}
