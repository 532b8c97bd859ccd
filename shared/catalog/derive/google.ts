import type { Environment } from '../../document/environment.ts'
import { cloudRunUnit } from '../../model/cloud-run.ts'
import { type DerivedValue, matched } from './derived.ts'

const PROJECT = ['GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT', 'GCP_PROJECT']
const REGION = ['GOOGLE_CLOUD_REGION', 'FUNCTION_REGION']

/**
 * What the environment on Cloud Run says (https://docs.cloud.google.com/run/docs/container-contract). Cloud Run itself
 * sets neither project nor region: they are there when the deployment or the shell puts them there, as text or as
 * the metadata server gives them (`projects/123/regions/asia-northeast1`).
 */
export function cloudRun(env: Environment): readonly DerivedValue[] {
  const unit = cloudRunUnit(env)
  return [
    ...(unit === null ? [] : [{ name: 'runtime', value: 'cloud-run', variable: unit.variable }]),
    ...first('project', PROJECT, env, /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
    ...first('region', REGION, env, /^[a-z]+-[a-z]+[0-9]+$/),
  ]
}

function first(name: string, variables: readonly string[], env: Environment, form: RegExp) {
  const found = variables.flatMap((variable) => {
    const last = (env[variable] ?? '').split('/').at(-1) ?? null
    return matched(name, variable, last, form)
  })
  return found.slice(0, 1)
}
