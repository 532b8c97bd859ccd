import { expect, test } from 'vitest'
import type { Evidence } from '../../../shared/model/evidence.ts'
import type { Observation } from '../../../shared/model/observation.ts'
import type { Report } from '../../../shared/model/report.ts'
import { evidence, HEALTHY, MINUTE, network, world } from './world.ts'

const never = new AbortController().signal

/** The same sweep with certificates of that mark, signed by that organization. */
function showing(seen: Evidence, mark: string, organization: string): Evidence {
  const prints = Object.keys(seen.certificates)
  const marked = prints.reduce(
    (text, print) => text.replaceAll(print, `${mark}${print.slice(mark.length)}`),
    JSON.stringify(seen),
  )
  const { certificates, ...rest }: Evidence = JSON.parse(marked)
  const signed = Object.entries(certificates).map(([print, certificate]) => [
    print,
    { ...certificate, issuer: `CN=Issuing ${mark}, O=${organization}` },
  ])
  return { ...rest, certificates: Object.fromEntries(signed) }
}

/** What each sweep says of the certificate of the target that works. */
function told({ results }: Report): string | undefined {
  const { findings = [] } = results.find(({ target }) => target.id === HEALTHY) ?? {}
  const found = findings.find(({ code }) => code === 'tls-certificate-changed')
  return found?.severity
}

type Shown = readonly [mark: string, organization: string, how?: 'fails' | 'untrusted']

/** Front ends that show so many certificates by turns, and the last once more. */
const many = Array.from({ length: 18 }, (_, n): Shown => [String(10 + Math.min(n, 16)), 'Contoso'])

test.for<[string, readonly Shown[], readonly (string | undefined)[]]>([
  [
    'a renewal is told once, another authority once, and a failed sweep forgets nothing',
    [
      ['aa', 'Contoso'],
      ['aa', 'Contoso'],
      ['bb', 'Contoso'],
      ['bb', 'Contoso', 'fails'],
      ['cc', 'Fabrikam'],
      ['cc', 'Fabrikam'],
    ],
    [undefined, undefined, 'info', undefined, 'warn', undefined],
  ],
  [
    'what was shown while it was not trusted is new once it is',
    [
      ['aa', 'Contoso'],
      ['bb', 'Fabrikam', 'untrusted'],
      ['bb', 'Fabrikam'],
    ],
    [undefined, undefined, 'warn'],
  ],
  ['of many the last is known', many, [undefined, ...Array(16).fill('info'), undefined]],
])('%s', async ([, sweeps, expected]) => {
  using at = world()
  let now: Shown = ['', '']
  const agent = at.agent({
    measure: async () => {
      const [mark, organization, how] = now
      const seen = showing(evidence(network(true), at.clock.date()), mark, organization)
      if (how === undefined) return seen
      const targets = seen.targets.map((one) => {
        const observations = how === 'fails' ? [] : one.observations.map(distrusted)
        return { ...one, observations }
      })
      return { ...seen, targets }
    },
  })
  const severities: (string | undefined)[] = []
  for (now of sweeps) {
    const outcome = await agent.sweep('scheduled', never)
    severities.push(outcome.state === 'done' ? told(outcome.report) : outcome.state)
    at.clock.pass(MINUTE)
  }
  expect(severities).toEqual(expected)
})

function distrusted(o: Observation): Observation {
  return o.step === 'handshake' ? { ...o, verification: 'SELF_SIGNED_CERT_IN_CHAIN' } : o
}
