import { isBelow } from '../../zone/site.ts'
import { type Answer, headerOf } from '../answer/answer.ts'
import { AZURE_MARKS } from './azure.ts'
import { GOOGLE_MARKS } from './google.ts'
import { REGISTRY_MARKS } from './registries.ts'
import type { Mark, ServiceMarks } from './row.ts'

export const SERVICE_MARKS: readonly ServiceMarks[] = [
  ...AZURE_MARKS,
  ...GOOGLE_MARKS,
  ...REGISTRY_MARKS,
]

/** The service that a host belongs to, with its marks; null where nothing is known of its answers. */
export function marksOf(host: string): ServiceMarks | null {
  const found = SERVICE_MARKS.find(({ hosts }) => isBelow(host, hosts))
  return found === undefined || isBelow(host, found.except ?? []) ? null : found
}

/** Whether an answer has a mark of the service. */
export function isMarked(answer: Answer, { marks }: ServiceMarks): boolean {
  return marks.some((mark) => hasMark(answer, mark))
}

function hasMark(answer: Answer, { header, value, body }: Mark): boolean {
  if (body !== undefined) return body.test(answer.body)
  if (header === undefined) return false
  if (header.endsWith('-'))
    return Object.keys(answer.headers).some((name) => name.startsWith(header))
  const said = headerOf(answer, header)
  return said !== '' && (value === undefined || value.test(said))
}
