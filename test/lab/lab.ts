import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { bringUp, type ServiceAddresses } from './network/up.ts'
import { startBind } from './parts/bind.ts'
import { startForwarders } from './parts/forwarders.ts'
import { startNginx } from './parts/nginx.ts'
import { policyFile, startOddServers } from './parts/odd.ts'
import { startSquid } from './parts/squid.ts'
import { makeAuthorities } from './pki/authorities.ts'
import type { Session } from './session.ts'
import { allEnded } from './settle.ts'
import type { World } from './world/load.ts'

/** A lab that stands. */
export interface Lab {
  readonly session: Session
  readonly world: World
  /** PEM file of the root that the probe is told to trust. */
  readonly rootFile: string
  /** PEM file of the inspecting firewall’s root. */
  readonly inspectorRootFile: string
  /** PEM files of client certificates with their keys in them, by what is wrong with them. */
  readonly clients: Readonly<Record<string, string>>
}

/** Brings up the network, and in it all servers; each starts once and serves every scenario. */
export async function startLab(session: Session, world: World): Promise<Lab> {
  await bringUp(session, serviceAddresses(world))
  const authorities = await makeAuthorities(path.join(session.folder, 'pki'))
  writeFileSync(policyFile(session), JSON.stringify({ allow: [], deny: [], resolver: '' }))
  await allEnded([
    startBind(session, world),
    startForwarders(session, world),
    startNginx(session, world, authorities, 'pe'),
    startNginx(session, world, authorities, 'inet'),
    startOddServers(session, world, authorities),
    startSquid(session, world),
  ])
  const { rootFile, inspector, clients } = authorities
  return { session, world, rootFile, inspectorRootFile: inspector.rootFile, clients }
}

function serviceAddresses(world: World): ServiceAddresses {
  const at = (place: 'pe' | 'inet') =>
    [...world.endpoints.values()].filter((e) => e.in === place).flatMap((e) => e.at)
  return {
    vnet: [],
    dns: [...world.resolverAddresses.values()],
    pe: at('pe'),
    proxy: [],
    inet: at('inet'),
  }
}
