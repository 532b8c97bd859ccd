import type { Cause } from '../../../../shared/model/cause.ts'
import type { Finding } from '../../../../shared/model/finding.ts'
import type { Changed } from '../../../../shared/model/incident.ts'
import type { Report, TargetResult } from '../../../../shared/model/report.ts'
import type { StatusData } from '../../../../shared/web/status-data.ts'
import { passing, sample } from '../../report/sample.ts'
import { incidentOf, NOW, reporting, summaryOf } from './sample.ts'

const FAILING = 60
const PASSING = 59
const CAPABILITIES = 9
const NAMES = ['prod-japaneast', 'prod-westeurope', 'prod-eastus2']
const CODE = 'tls-blocked-by-name'
const SUBJECT = 'every public name, direct'
const DOCS = 'https://learn.microsoft.com/azure/firewall/rule-processing'

const CHANGED: Changed = {
  from: '2026-11-22T02:27:05.000Z',
  to: '2026-11-22T02:32:05.000Z',
  lines: [
    'routeAll of the platform went from 0 to 1',
    'the egress address went from 20.78.1.4 to 52.4.5.6',
  ],
  parts: [
    { what: 'routeAll of the platform', before: ['0'], after: ['1'] },
    { what: 'the egress address', before: ['20.78.1.4'], after: ['52.4.5.6'] },
  ],
}

/** One change at some vantages: sixty targets fail for one cause, as many pass, nine capabilities do not work. */
export function oneCause(vantages: number): StatusData {
  const names = NAMES.slice(0, vantages)
  const reports = names.map(reportOf)
  const [cause] = reports[0]?.causes ?? []
  if (cause === undefined) throw new Error('The sample has no cause')
  const finding = { ...cause, summary: cause.statement, evidence: [] }
  return {
    now: NOW,
    vantages: reports.map((report) => reporting(report)),
    incidents: names.map((vantage) =>
      incidentOf(finding, {
        id: `20261122T023705-${CODE}-${vantage}`,
        vantage,
        vantages: names.length > 1 ? names : [],
        targets: cause.targets,
        capabilities: cause.capabilities,
        changed: CHANGED,
      }),
    ),
    outboxDepth: { due: 0, dead: 0 },
  }
}

function reportOf(vantage: string): Report {
  const hosts = Array.from({ length: FAILING + PASSING }, (_, i) => `service-${i + 1}.contoso.com`)
  const whole = sample(
    hosts.map((host) => passing(host)),
    { vantage },
  )
  const results = whole.results.map((result, index) => {
    const named = { ...result, target: { ...result.target, name: hosts[index] ?? '' } }
    return index < FAILING ? failed(named, index) : named
  })
  const capabilities = Array.from({ length: CAPABILITIES }, (_, i) => ({
    id: `azure-functions/capability-${i + 1}`,
    name: `Capability ${i + 1}`,
    catalog: 'azure-functions',
    verdict: 'fail' as const,
    symptom: 'Deployments hang and end after ten minutes.',
    sandbox: null,
    sandboxes: [],
    blockedBy: [results[i]?.target.id ?? ''],
  }))
  const targets = results.slice(0, FAILING).map(({ target }) => target.id)
  const causes = [
    causeOf(
      targets,
      capabilities.map(({ id }) => id),
    ),
  ]
  return { ...whole, results, capabilities, causes, summary: summaryOf(results) }
}

function findingAbout(host: string): Finding {
  return {
    code: CODE,
    severity: 'fail',
    subject: host,
    summary: `${host} is cut once its name is read`,
    cause: 'A firewall denies the name',
    fix: 'Allow the name',
    evidence: [],
    docs: DOCS,
  }
}

function failed(result: TargetResult, index: number): TargetResult {
  const host = `service-${index + 1}.contoso.com`
  const finding = findingAbout(host)
  return { ...result, verdict: 'fail', findings: [finding], cause: `${CODE} ${SUBJECT}` }
}

function causeOf(targets: string[], capabilities: string[]): Cause {
  return {
    id: `${CODE} ${SUBJECT}`,
    code: CODE,
    subject: SUBJECT,
    severity: 'fail',
    statement: `All ${FAILING} targets with a public address are cut once their name is read; ${PASSING} others come through`,
    scope: [
      { dimension: 'path', values: ['direct'] },
      { dimension: 'address-class', values: ['public'] },
    ],
    targets,
    capabilities,
    contrast: { failing: FAILING, passing: PASSING, examples: [] },
    cause:
      'the firewall on the egress path has no application rule for this source, or it denies every name',
    fix: 'Add an application rule for this subnet in the firewall’s policy with the names of this configuration',
    docs: DOCS,
  }
}
