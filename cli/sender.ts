import { readFileSync } from 'node:fs'
import path from 'node:path'
import { httpSender } from '../probes/sender.ts'
import { readRoots } from '../shared/config/roots.ts'
import type { Config } from '../shared/config/schema.ts'
import { senderProxy } from '../shared/notify/proxy.ts'
import type { Sender } from '../shared/ports.ts'
import { CallError, type Io } from './io.ts'

/** The sender of a configuration whose files count from `folder`: its proxy and its roots. Throws CallError for roots that cannot be read. */
export function senderOf(config: Config, folder: string, io: Pick<Io, 'env'>): Sender {
  const read = (name: string) => readFileSync(path.resolve(folder, name), 'utf8')
  const ca = config.ca.flatMap((file) => {
    const { certificates, complaint } = readRoots(file, read)
    if (certificates !== null) return certificates
    throw new CallError(`${file} of ca ${complaint.message}: ${complaint.remedy}`)
  })
  return httpSender({ proxyFor: senderProxy(config, io.env), ca })
}
