import { type Answer, wholeText } from './answer.ts'

/** Why a platform answers instead of an app that does not run. */
export interface Stopped {
  readonly who: string
  readonly said: string
  /** What to do, where it is not what the table of findings says of App Service. */
  readonly fix?: string
  readonly status: readonly number[]
  readonly body: RegExp
  readonly source: string
}

const APP_SERVICE = 'https://learn.microsoft.com/azure/app-service/troubleshoot-http-502-http-503'

const START_CONTAINER_APP =
  'Start the app in the portal, or see that a revision is active (az containerapp revision list); check the host name and, in an internal environment, that the name leads to this environment. No rule of the network helps'

/** What platforms say of an app that is stopped, or that they do not have. */
// biome-ignore format: one row a line
const STOPPED: readonly Stopped[] = [
  { who: 'App Service', said: 'the app is stopped', status: [403, 503], body: /(?:web|function|logic|this) ?app(?: you have attempted to reach)? is (?:currently )?stopped|Site Disabled|SiteDisabled/i, source: APP_SERVICE },
  { who: 'the Functions host', said: 'the function app does not run', status: [403, 503], body: /Function host is not running|function app is (?:currently )?(?:stopped|disabled)/i, source: 'https://learn.microsoft.com/azure/azure-functions/functions-recover-storage-account' },
  { who: 'App Service', said: 'no app has this host name', status: [404], body: /<title>(?:Microsoft )?Azure Web App - Error 404<|404 Web Site not found/i, source: APP_SERVICE },
  { who: 'Container Apps', said: 'the app is stopped or has no such name', fix: START_CONTAINER_APP, status: [404], body: /Azure Container App - (?:Unavailable|Error)|This Container App is stopped or does not exist/i, source: 'https://learn.microsoft.com/azure/container-apps/troubleshooting' },
]

/** What the platform says of an app that does not run; null for any other answer. */
export function stoppedIn(answer: Answer): Stopped | null {
  const text = wholeText(answer)
  const found = STOPPED.find(
    ({ status, body }) => status.includes(answer.status ?? 0) && body.test(text),
  )
  return found ?? null
}
