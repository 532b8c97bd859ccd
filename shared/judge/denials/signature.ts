/** Who speaks in an HTTP answer that denies. */
export type DenyingLayer =
  | 'firewall' // a device on the way answers instead of the service
  | 'perimeter' // VPC Service Controls, a network security perimeter
  | 'service' // the service’s own network rules
  | 'permission' // the service’s access control: the network is fine

/** Services whose network rules have a remedy of their own; see services.ts. */
export type DenyingService =
  | 'storage'
  | 'key-vault'
  | 'registry'
  | 'cosmos'
  | 'configuration'
  | 'bus'
  | 'app'
  | 'sql'
  | 'ai'
  | 'monitor'
  | 'synapse'
  | 'gateway'
  | 'apps'
  | 'events'
  | 'azure'
  | 'google-bucket'
  | 'google-policy'
  | 'edge'

/** One known shape of a denial. All conditions that are given must hold. */
export interface Signature {
  readonly layer: DenyingLayer
  readonly who: string
  readonly service?: DenyingService
  readonly status?: readonly number[]
  /** Its words are on every page of who says them: only together with the status are they a denial. */
  readonly byStatus?: true
  readonly header?: readonly [name: string, value: RegExp]
  readonly body?: RegExp
  /** Names of the service’s hosts, where others say the same words; each stands for what is below it, too. */
  readonly hosts?: readonly string[]
  /** Not a known form: the finding quotes what was said. */
  readonly quoted?: boolean
  readonly source: string
}
