import type { Report } from '../../../shared/model/report.ts'
import type { RunningFunction } from '../gcp-function.ts'
import { unlike } from './checks.ts'
import { type Setting, VANTAGE } from './gcp-service.ts'

/** Verdict and findings by the name of the target: all of them, so that nothing else is claimed. */
export type Told = Readonly<Record<string, string>>

/** What is told of a network in which everything is as it must be. */
export const AS_WANTED = {
  bucket: 'pass',
  logging: 'pass',
  'a host of the VPC': 'pass',
  'the internet': 'pass blocked-as-wanted',
} satisfies Told

export function told({ results }: Report): Told {
  return Object.fromEntries(
    results.map(({ target, verdict, findings }) => [
      target.name,
      [verdict, ...findings.map(({ code }) => code)].join(' '),
    ]),
  )
}

/** What is wrong with the answer to a sweep, with the report in the store, and with the same in the API. */
export async function wrongIn(
  { store }: Setting,
  instance: RunningFunction,
  answer: Awaited<ReturnType<RunningFunction['post']>>,
  expected: Told,
): Promise<readonly string[]> {
  const { status, json } = answer
  if (status !== 200) return [`the sweep was answered with ${status}: ${answer.text}`]
  const stored = await store.get(json.report)
  const { vantages } = (await instance.get('/api/status')).json
  return [
    ...unlike('kept', json.kept, 'stored'),
    ...(stored === null ? ['the report is not in the store'] : []),
    ...(stored === null ? [] : unlike('told', told(stored), expected)),
    ...unlike('the API', vantages[0]?.latest, JSON.parse(JSON.stringify(stored))),
    ...unlike('the vantage', vantages[0]?.name, VANTAGE),
  ]
}
