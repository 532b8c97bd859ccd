import type { Environment } from '../../document/environment.ts'
import type { Catalog } from '../catalog.ts'
import type { Given } from '../parameters.ts'
import { functionApp, insights, insightsRegion } from './azure.ts'
import type { DerivedValue } from './derived.ts'
import { cloudRun } from './google.ts'

/** Which built-in catalog takes its parameters from which facts. The others are about something else than the host. */
const FACTS: Readonly<Record<string, (env: Environment) => readonly DerivedValue[]>> = {
  // The catalog makes the deployment site of the host itself, so that a host given by hand is enough for it.
  'azure-functions': (env) => functionApp(env).filter(({ name }) => name !== 'scmHost'),
  'azure-app-service-build': functionApp,
  'azure-monitor': (env) => [...insightsRegion(env), ...insights(env)],
  'google-apis': cloudRun,
  'cloud-run-functions': cloudRun,
  'cloud-run-jobs': cloudRun,
  'cloud-sql': cloudRun,
  alloydb: cloudRun,
}

/** What says which app it is: with another one given, the environment is not about it. */
const IDENTITY = ['app', 'host', 'scmHost', 'ingestionHost']

/**
 * The parameters that the environment says and nobody gave. Nothing at all when what was given names another app than
 * the one that this runs in.
 */
export function derive(catalog: Catalog, given: Given, env: Environment): readonly DerivedValue[] {
  const facts = Object.hasOwn(FACTS, catalog.name) ? FACTS[catalog.name] : undefined
  const known = (facts?.(env) ?? []).filter(({ name }) => Object.hasOwn(catalog.parameters, name))
  if (known.some((fact) => IDENTITY.includes(fact.name) && contradicts(fact, given))) return []
  return known.filter(({ name }) => !Object.hasOwn(given, name))
}

function contradicts({ name, value }: DerivedValue, given: Given): boolean {
  const said = Object.hasOwn(given, name) ? given[name] : undefined
  return said !== undefined && String(said).toLowerCase() !== String(value).toLowerCase()
}
