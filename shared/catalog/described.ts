import type { Catalog } from './catalog.ts'

type Json = Readonly<Record<string, unknown>>

/** What the tools of a cloud say of a thing, and the parameters that it settles. */
interface Description {
  /** The command that prints it. */
  readonly by: string
  readonly fits: (thing: Json) => boolean
  /** Parameters by name; what is missing or of another form is left out. */
  readonly parameters: (thing: Json) => Readonly<Record<string, unknown>>
}

const DESCRIPTIONS: readonly Description[] = [
  {
    // https://learn.microsoft.com/rest/api/appservice/web-apps/get
    by: 'az functionapp show',
    fits: (site) => typeof of(site, 'defaultHostName') === 'string',
    parameters: (site) => ({
      app: site['name'],
      region: region(site['location']),
      host: of(site, 'defaultHostName'),
      scmHost: texts(of(site, 'enabledHostNames')).find((host) => host.includes('.scm.')),
      os: of(site, 'reserved') === true ? 'linux' : 'windows',
      ...flexDeployment(of(site, 'functionAppConfig')),
    }),
  },
  {
    // https://docs.cloud.google.com/run/docs/reference/rest/v1/namespaces.services
    by: 'gcloud run services describe --format json',
    fits: ({ apiVersion }) => typeof apiVersion === 'string' && apiVersion.startsWith('serving.'),
    parameters: ({ metadata }) => ({
      region: object(object(metadata)['labels'])['cloud.googleapis.com/location'],
    }),
  },
  {
    // https://learn.microsoft.com/azure/azure-arc/servers/azcmagent-show
    by: 'azcmagent show -j',
    fits: (agent) => 'resourceName' in agent && 'status' in agent && 'location' in agent,
    parameters: (agent) => ({ region: region(agent['location']) }),
  },
  {
    // As `agentSettings` reads it.
    by: 'azcmagent config list',
    fits: (settings) => 'mode' in settings && 'noProxy' in settings,
    parameters: ({ mode }) => ({ mode }),
  },
]

/** The commands whose output is read. */
export const DESCRIBED_BY = DESCRIPTIONS.map(({ by }) => by)

/** The parameters of a catalog that a description settles; null when it is none that is known. */
export function parametersIn(
  thing: unknown,
  catalog: Catalog,
): Readonly<Record<string, string>> | null {
  const described = object(thing)
  const found = DESCRIPTIONS.find(({ fits }) => fits(described))
  if (found === undefined) return null
  const pairs = Object.entries(found.parameters(described)).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && Object.hasOwn(catalog.parameters, name)
      ? [[name, value] as const]
      : [],
  )
  return Object.fromEntries(pairs)
}

/**
 * Only an app on Flex Consumption has a functionAppConfig
 * (https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#configure-deployment-settings).
 */
function flexDeployment(config: unknown): Readonly<Record<string, unknown>> {
  if (config === undefined || config === null) return {}
  const { value } = object(object(object(config)['deployment'])['storage'])
  const [, account] = /^https:\/\/([a-z0-9]{3,24})\.blob\./.exec(String(value)) ?? []
  return { plan: 'flex-consumption', deploymentAccount: account }
}

/** Older versions of az have properties at the top, newer ones below `properties`. */
function of(thing: Json, name: string): unknown {
  return thing[name] ?? object(thing['properties'])[name]
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** `Japan East` as Azure Resource Manager spells it: japaneast. */
function region(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(' ', '') : undefined
}
