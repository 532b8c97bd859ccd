import { expect, test } from 'vitest'
import type { Evidence } from '../../../shared/model/evidence.ts'
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

test('a renewal is told once, another authority once, and a failed sweep forgets nothing', async () => {
  using at = world()
  const sweeps = [
    ['aa', 'Contoso', true],
    ['aa', 'Contoso', true],
    ['bb', 'Contoso', true],
    ['bb', 'Contoso', false],
    ['cc', 'Fabrikam', true],
    ['cc', 'Fabrikam', true],
  ] as const
  let now: (typeof sweeps)[number] = sweeps[0]
  const agent = at.agent({
    measure: async () => {
      const [mark, organization, works] = now
      const seen = showing(evidence(network(true), at.clock.date()), mark, organization)
      if (works) return seen
      const targets = seen.targets.map((one) => ({ ...one, observations: [] }))
      return { ...seen, targets }
    },
  })
  const severities: (string | undefined)[] = []
  for (now of sweeps) {
    const outcome = await agent.sweep('scheduled', never)
    severities.push(outcome.state === 'done' ? told(outcome.report) : outcome.state)
    at.clock.pass(MINUTE)
  }
  expect(severities).toEqual([undefined, undefined, 'info', undefined, 'warn', undefined])
})
