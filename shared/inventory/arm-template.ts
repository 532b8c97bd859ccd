import { type Scope, type Settled, settled } from './arm-expression.ts'
import { isObject } from './lookup.ts'

/** Bicep puts each module into a deployment of its own; nobody nests as deep as this. */
const DEEPEST = 8

/** Whether a document is a template of Resource Manager: written, exported, or compiled from Bicep. */
export function isTemplate(thing: unknown): boolean {
  return (
    isObject(thing) &&
    /deploymentTemplate\.json/i.test(String(thing['$schema'])) &&
    'resources' in thing
  )
}

/**
 * The resources of a template with what its expressions settle, those of nested deployments among them. A name that
 * only the deployment knows stays the expression that it is. `given` are values of parameters from outside.
 */
export function templateResources(
  template: unknown,
  given: Readonly<Record<string, unknown>> = {},
  depth = 0,
): readonly unknown[] {
  if (!isObject(template) || depth > DEEPEST) return []
  const scope = scopeOf(template, given)
  const listed = template['resources']
  // Bicep writes them by their symbolic names.
  const resources = Array.isArray(listed) ? listed : isObject(listed) ? Object.values(listed) : []
  return resources.flatMap((resource) => resourcesOf(resource, '', scope, depth))
}

function resourcesOf(
  resource: unknown,
  above: string,
  scope: Scope,
  depth: number,
): readonly unknown[] {
  if (!isObject(resource) || resource['existing'] === true) return []
  const whole = filled(resource, scope, 0) as Record<string, unknown>
  const properties = isObject(whole['properties']) ? whole['properties'] : {}
  if (String(whole['type']).toLowerCase() === 'microsoft.resources/deployments') {
    // Expressions of the inner template are about its own parameters: it is read as it stands.
    const inner = isObject(resource['properties']) ? resource['properties']['template'] : null
    return templateResources(inner, valuesIn(properties['parameters']), depth + 1)
  }
  const type = above === '' ? whole['type'] : `${above}/${whole['type']}`
  const children = Array.isArray(resource['resources']) ? resource['resources'] : []
  const { resources: _, ...own } = whole
  return [
    { ...own, type },
    ...children.flatMap((child) => resourcesOf(child, String(type), scope, depth)),
  ]
}

function scopeOf(
  { parameters, variables }: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Scope {
  // A variable that leads to itself is nobody's name.
  let following = 0
  const valueFor = (value: unknown): Settled => {
    if (value === undefined || value === null || following > 20) return null
    following++
    const made = filled(value, scope, 0) as Settled
    following--
    return made
  }
  const scope: Scope = {
    parameter: (name) => {
      const declared = own(parameters, name)
      // Passwords and keys are never looked at.
      if (/^secure/i.test(String(own(declared, 'type')))) return null
      return valueFor(own(given, name) ?? own(declared, 'defaultValue'))
    },
    variable: (name) => valueFor(own(variables, name)),
  }
  return scope
}

/** Values of parameters as a deployment is given them. */
function valuesIn(parameters: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(parameters)) return {}
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, one]) =>
      isObject(one) && 'value' in one ? [[name, one['value']]] : [],
    ),
  )
}

/** Everything in a value with its expressions settled; what is not settled stays as it is. */
function filled(value: unknown, scope: Scope, depth: number): unknown {
  if (typeof value === 'string') return settled(value, scope) ?? value
  if (depth > 30 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => filled(one, scope, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'template' || key === 'resources' ? one : filled(one, scope, depth + 1),
    ]),
  )
}

function own(thing: unknown, key: string): unknown {
  return isObject(thing) && Object.hasOwn(thing, key) ? thing[key] : undefined
}
