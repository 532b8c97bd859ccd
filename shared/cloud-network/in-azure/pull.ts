import type { Layer } from '../../model/configured.ts'
import { inTurn } from '../pull/in-turn.ts'
import {
  type CloudPart,
  entriesFrom,
  NOTHING,
  notRead,
  type Pulled,
  partFrom,
  together,
} from '../pull/pulled.ts'
import type { Row } from '../row.ts'
import { type Arm, armList } from './arm.ts'
import { azureOf, typeOf } from './collect.ts'
import type { AzureNetwork } from './model.ts'
import { graphRows, RECORDS, RESOURCES } from './resource-graph.ts'
import { missingRights } from './rights.ts'
import { layerOfType, TYPES } from './types.ts'

/** Calls at once that list what belongs to one resource. */
const WIDTH = 8

/** Lists that Resource Graph does not have, by the type of the resource that they belong to. */
const CHILDREN: readonly {
  readonly of: string
  readonly list: string
  readonly version: string
  readonly layer: Layer
}[] = [
  { of: TYPES.policies, list: 'ruleCollectionGroups', version: '2024-05-01', layer: 'firewall' },
  { of: TYPES.rulesets, list: 'forwardingRules', version: '2022-07-01', layer: 'dns' },
  { of: TYPES.rulesets, list: 'virtualNetworkLinks', version: '2022-07-01', layer: 'dns' },
]

/**
 * What Azure says of the networks of some subscriptions: Resource Graph, and the lists that it lacks one by one. A list
 * that is not whole counts as none.
 */
export async function pullAzure(arm: Arm, subscriptions: readonly string[]): Promise<Pulled> {
  const resources = await graphRows(arm, subscriptions, RESOURCES)
  if (resources.trouble !== null) {
    const { kind, says } = resources.trouble
    const needs = kind === 'forbidden' ? ': the identity needs Reader on the subscriptions' : ''
    return {
      ...NOTHING,
      unread: [{ what: 'Azure', why: `the query of resources ${says}${needs}` }],
    }
  }
  const records = await graphRows(arm, subscriptions, RECORDS)
  const rights = await inTurn(subscriptions, WIDTH, (id) => missingRights(arm, id))
  const children = await childrenOf(arm, resources.rows)
  return together([
    { ...NOTHING, entries: entriesFrom(resources.rows, 'Azure') },
    records.trouble === null
      ? { ...NOTHING, entries: entriesFrom(records.rows, 'Azure') }
      : notRead(
          {
            what: 'records of private DNS zones',
            right: 'Microsoft.Network/privateDnsZones/*/read',
            layer: 'dns',
          },
          records.trouble,
        ),
    ...rights,
    ...children,
  ])
}

async function childrenOf(arm: Arm, rows: readonly Row[]): Promise<readonly Pulled[]> {
  const lists = CHILDREN.flatMap((child) =>
    rows
      .filter((row) => typeOf(row) === child.of && typeof row['id'] === 'string')
      .map((row) => ({ ...child, id: String(row['id']) })),
  )
  return await inTurn(lists, WIDTH, async ({ id, list, version, layer, of }) => {
    const { rows: found, trouble } = await armList(arm, `${id}/${list}`, version)
    if (trouble === null) return { ...NOTHING, entries: entriesFrom(found, 'Azure') }
    const right = `${of}/${list}/read`.replace('microsoft.network', 'Microsoft.Network')
    return notRead({ what: `${list} of ${id.split('/').at(-1)}`, right, layer }, trouble)
  })
}

/** The model of what was pulled. */
export function azureFrom(pulled: Pulled): CloudPart<AzureNetwork> {
  return partFrom(pulled, azureOf, (row) => layerOfType(typeOf(row)))
}
