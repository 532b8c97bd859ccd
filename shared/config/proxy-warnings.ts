import type { Environment } from '../document/environment.ts'
import { type Complaint, type Problem, quoteValue } from '../document/problem.ts'
import { SCHEMES, type Scheme } from '../model/scheme.ts'
import { partsOfNoProxy } from './no-proxy.ts'
import { noProxyComplaint } from './no-proxy-entry.ts'
import { ignoredVariables, noProxyVariable, proxyVariable } from './proxy.ts'

/**
 * What of the environment's proxy settings is ignored on the way to targets of a scheme: a SOCKS proxy, entries of
 * NO_PROXY that match nothing. Entries count only where there is a proxy to be excepted from. Holds no credentials.
 */
export function proxyWarnings(scheme: Scheme, env: Environment): readonly Problem[] {
  const socks = ignoredVariables(scheme, env).map((variable) =>
    ignored(
      variable,
      `The variable ${variable} is ignored: it names a SOCKS proxy, which is not supported`,
      {
        remedy: `Set ${(SCHEMES[scheme].environmentProxy ?? scheme).toUpperCase()}_PROXY to an HTTP proxy, http://host:port; with none, targets are checked directly`,
      },
    ),
  )
  const variable = noProxyVariable(env)
  if (variable === null || proxyVariable(scheme, env) === null) return socks
  const entries = [...new Set(partsOfNoProxy(env[variable] ?? ''))].flatMap((entry) => {
    const complaint = noProxyComplaint(entry)
    if (complaint === null) return []
    const message = `The entry ${quoteValue(entry)} of ${variable} is ignored: it ${complaint.message}`
    return [ignored(variable, message, complaint)]
  })
  return [...socks, ...entries]
}

function ignored(key: string, message: string, { remedy }: Pick<Complaint, 'remedy'>): Problem {
  return { file: 'environment', line: 0, column: 0, key, message, remedy }
}
