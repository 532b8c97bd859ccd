import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../shared/config/load.ts'
import { secretWarnings } from '../../../shared/config/secret-warnings.ts'

function warned(text: string, env: Record<string, string> = {}) {
  const { config, problems } = loadConfig(text, { file: 'p.yaml', env })
  if (config === null) throw new Error(JSON.stringify(problems))
  return secretWarnings(config)
}

const target = (url: string) => `targets: [{ name: a, url: "${url}" }]\n`
const receiver = (entry: string) =>
  `${target('https://a.example/')}alerts: { notify: [${entry}] }\n`

describe('what gives secrets away is told with its place, and without the secret', () => {
  test.for([
    ['a receiver over http', receiver('{ slack: "http://hooks.example/SECRET" }'), 'slack'],
    [
      'PagerDuty by way of http',
      receiver(`{ pagerduty: "${'k'.repeat(32)}", endpoint: "http://events.example/SECRET" }`),
      'endpoint',
    ],
    ['a signature in a URL', target('https://st.example/c?sv=1&sig=SECRET&x=1'), 'url'],
    ['a key in a URL', target('https://f.example/?Code=SECRET'), 'url'],
  ] as const)('%s', ([, text, key]) => {
    const [problem, ...more] = warned(text)
    expect(problem?.key.endsWith(key)).toBe(true)
    expect(problem?.line).toBeGreaterThan(0)
    expect(JSON.stringify(problem)).not.toContain('SECRET')
    expect(more).toEqual([])
  })

  test.for([
    ['https', receiver('{ webhook: "https://hook.example/x" }')],
    ['a relay on this machine', receiver('{ webhook: "http://127.0.0.1:8080/x" }')],
    ['its IPv6', receiver('{ webhook: "http://[::1]:8080/x" }')],
    ['other parameters', target('https://a.example/?signal=1&encode=2&keys=3&$filter=code')],
  ] as const)('nothing of %s', ([, text]) => {
    expect(warned(text)).toEqual([])
  })
})

describe('the secret of a webhook', () => {
  const problemsOf = (secret: string, env = {}) =>
    loadConfig(receiver(`{ webhook: "https://h.example/", secret: "${secret}" }`), {
      file: 'p.yaml',
      env,
    }).problems.map(({ message }) => message)

  test.for(['whsec_', 'whsec_c2hvcnQ=', 'whsec_%%%', ' padded', 'ends\\n'])('%s', (secret) => {
    const [message = ''] = problemsOf(secret)
    expect(message).toMatch(/^The value (begins|is)/)
  })

  test('is named by its variable', () => {
    const [message = ''] = problemsOf(`\${HOOK_SECRET}`, { HOOK_SECRET: 'whsec_SECRETKEY' })
    expect(message).toMatch(/^The value of \$\{HOOK_SECRET\} begins with whsec_/)
    expect(message).not.toContain('SECRETKEY')
  })

  test.for([`whsec_${Buffer.alloc(32, 7).toString('base64')}`, 'any other text'])(
    '%s is taken',
    (secret) => {
      expect(problemsOf(secret)).toEqual([])
    },
  )
})
