import { isBelow } from '../../zone/site.ts'
import { zoneOf } from '../../zone/zone-of.ts'
import { type Answer, headerOf, hostOf, isForPeople, wholeText } from '../answer/answer.ts'

/** Hosts whose refusals are made by somebody's own app, or are known to be without a word. */
const OF_APPS = [
  'azurewebsites.net',
  'azurewebsites.us',
  'chinacloudsites.cn',
  'azurecontainerapps.io',
  'azurestaticapps.net',
  'azure-api.net',
  'azmk8s.io',
  'search.windows.net',
  'azurecr.io',
  'web.core.windows.net',
  'azurehdinsight.net',
  'media.azure.net',
]

/** A service that refuses a network as it refuses a stranger, by its own documentation. */
export interface SameToAll {
  readonly service: string
  readonly hosts: readonly string[]
  readonly status: number
  readonly source: string
}

// biome-ignore format: one service a line
const SAME_TO_ALL: readonly SameToAll[] = [
  { service: 'IoT Hub', hosts: ['azure-devices.net', 'azure-devices.us', 'azure-devices.cn'], status: 401, source: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-ip-filtering' },
  { service: 'Device Provisioning', hosts: ['azure-devices-provisioning.net', 'azure-devices-provisioning.us', 'azure-devices-provisioning.cn'], status: 401, source: 'https://learn.microsoft.com/azure/iot-dps/iot-dps-ip-filtering' },
]

/** The service of an answer that a stranger and a network outside its IP filter get alike; null for any other. */
export function sameToAll(answer: Answer): SameToAll | null {
  const host = hostOf(answer)
  const row = SAME_TO_ALL.find(({ hosts, status }) => {
    return status === answer.status && isBelow(host, hosts)
  })
  return row ?? null
}

/** Words of a refusal that is about the caller and not about its network. */
const OF_PERMISSION =
  /permission|\broles?\b|rbac|authenticat|authori[sz]|credential|token|\bkeys?\b|signature|anonymous|sign ?in|log ?in/i

/**
 * The service of a 403 that says neither network nor permission: services that can have a private endpoint refuse a
 * stranger with 401 or say a reason in their own format, so that such an answer is no proof that the path is admitted.
 * Null for any other answer, and for hosts that serve somebody's own app.
 */
export function opaqueRefusal(answer: Answer): string | null {
  if (answer.status !== 403 || headerOf(answer, 'x-ms-error-code') !== '') return null
  const host = hostOf(answer)
  const zone = isBelow(host, OF_APPS) ? null : zoneOf(host)
  const silent = answer.body.trim() === '' || isForPeople(answer)
  if (zone === null || !silent || OF_PERMISSION.test(wholeText(answer))) return null
  return zone.service
}
