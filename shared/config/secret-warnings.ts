import { type Origin, type Problem, problemAt } from '../document/problem.ts'
import { credentialsIn } from '../document/url-credential.ts'
import type { Config } from './schema.ts'
import { literalSecrets } from './sent.ts'

/** What of a configuration gives secrets away, and is used all the same. Holds none of them. */
export function secretWarnings({ alerts, targets, origin }: Config): readonly Problem[] {
  return [
    ...alerts.notify.flatMap(({ receiver }, index) => readOnTheWay(receiver, index, origin)),
    ...targets.flatMap((target) =>
      literalSecrets(target).map((path) =>
        problemAt(
          target.origin,
          path,
          'This secret stands in the file: who reads the file has it',
          'Write "${NAME}", with the value in the environment',
        ),
      ),
    ),
    ...targets.flatMap((target) =>
      credentialsIn(target.url).map((name) =>
        problemAt(
          target.origin,
          ['url'],
          `The parameter ${name} of this URL looks like a credential: reports, logs and the page show *** in its place, and every server on the way sees it`,
          'Remove it: any answer of the service proves that it is reached; or use auth',
        ),
      ),
    ),
  ]
}

function readOnTheWay(
  { kind, url }: Config['alerts']['notify'][number]['receiver'],
  index: number,
  origin: Origin,
): readonly Problem[] {
  const { protocol, hostname } = new URL(url)
  const local = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || local) return []
  const key = kind === 'pagerduty' ? 'endpoint' : kind
  const message = `The receiver is sent to over http: whoever is on the way reads its address, which is a secret, and what it is told`
  return [problemAt(origin, ['alerts', 'notify', index, key], message, 'Write https://')]
}
