import { azureFound } from './azure.ts'
import { typeOfTerraform } from './azure-kinds.ts'
import { azureResource, regionOf } from './azure-resource.ts'
import { googleFound } from './google.ts'
import { googleResource } from './google-resource.ts'
import { isObject, listAt, textAt } from './lookup.ts'
import { type Found, found } from './part.ts'
import { isWithoutEndpoint } from './without-endpoint.ts'

/** One resource of a state or a plan. */
interface Block {
  readonly type: string
  readonly values: unknown
}

/**
 * The resources of a state file (version 4), of `terraform show -json` or of a plan that it shows
 * (https://developer.hashicorp.com/terraform/internals/json-format); null for another document.
 */
export function terraformFound(thing: unknown): readonly Found[] | null {
  const blocks = blocksOf(thing)
  return blocks === null ? null : blocks.map(blockFound)
}

function blocksOf(thing: unknown): readonly Block[] | null {
  if (!isObject(thing)) return null
  if ('terraform_version' in thing && Array.isArray(thing['resources'])) {
    return thing['resources'].flatMap(instancesOf)
  }
  if (!('format_version' in thing)) return null
  // What will be there when the plan is carried out; of a state, what is there.
  const shown = isObject(thing['planned_values']) ? thing['planned_values'] : thing['values']
  return modules(isObject(shown) ? shown['root_module'] : null)
}

/** Data sources are somebody else’s resources, and are called like one’s own. */
function instancesOf(resource: unknown): readonly Block[] {
  const type = textAt(resource, 'type')
  if (type === null) return []
  return listAt(resource, 'instances').map((instance) => ({
    type,
    values: isObject(instance) ? instance['attributes'] : null,
  }))
}

function modules(module: unknown, depth = 0): readonly Block[] {
  if (!isObject(module) || depth > 20) return []
  const own = listAt(module, 'resources').flatMap((resource) => {
    const type = textAt(resource, 'type')
    return type === null ? [] : [{ type, values: isObject(resource) ? resource['values'] : null }]
  })
  return [...own, ...listAt(module, 'child_modules').flatMap((child) => modules(child, depth + 1))]
}

function blockFound({ type, values }: Block): Found {
  if (type.startsWith('google_')) return googleFound(googleResource(type, values))
  if (type === 'azapi_resource') return azapi(values)
  const known = typeOfTerraform(type)
  if (known === null) return isWithoutEndpoint(type) ? found({}) : found({ unknown: [type] })
  const name = textAt(values, 'name') ?? ''
  const region = regionOf(textAt(values, 'location'))
  return azureFound({ type: known, name, region, facts: values, given: type })
}

/** azapi writes what Resource Manager has: https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource */
function azapi(values: unknown): Found {
  if (!isObject(values)) return found({})
  const [sent, answered] = [bodyOf(values['body']), bodyOf(values['output'])]
  const properties = { ...objectIn(sent), ...objectIn(answered) }
  const type = textAt(values, 'type')?.split('@')[0]
  const resource = azureResource({
    ...{ type, name: values['name'], location: values['location'] },
    ...{ kind: isObject(sent) ? sent['kind'] : undefined, properties },
  })
  return resource === null ? found({}) : azureFound(resource)
}

/** Older versions have the body as text. */
function bodyOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

function objectIn(body: unknown): Readonly<Record<string, unknown>> {
  const properties = isObject(body) ? body['properties'] : null
  return isObject(properties) ? properties : {}
}
