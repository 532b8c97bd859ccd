import { at, type Body, ofType } from './hcl.ts'
import type { Policy } from './policy.ts'

/** Checks the properties of each Flex Consumption app, which azapi makes; that there is none is a problem, too. */
export function eachFlex(check: (properties: Body) => readonly string[]): Policy['problems'] {
  return (module) => {
    const sites = ofType(module, 'azapi_resource').filter(({ body }) =>
      String(body['type']).startsWith('Microsoft.Web/sites@'),
    )
    if (sites.length === 0) return ['there is no Flex Consumption app']
    return sites.flatMap(({ address, body }) =>
      check((at(body, 'body.properties') ?? {}) as Body).map((text) => `${address}: ${text}`),
    )
  }
}

/** Each of these properties must be written, and with this value. */
export function flexHas(wanted: Readonly<Record<string, unknown>>): Policy['problems'] {
  return eachFlex((body) =>
    Object.entries(wanted).flatMap(([path, value]) =>
      at(body, path) === value ? [] : [`${path} is ${at(body, path)}, not ${value}`],
    ),
  )
}

/** A Flex Consumption app with these properties, as a module has it. */
export function flex(properties: string): string {
  return `resource "azapi_resource" "a" {
    type = "Microsoft.Web/sites@2024-04-01"
    body = {
      properties = {
        ${properties}
      }
    }
  }`
}
