import { once } from '../../address/remembered.ts'
import type { Signature } from '../denials/signature.ts'
import { denialsOf } from '../denials/signatures.ts'
import { isMarked, marksOf } from '../service-marks/marks-of.ts'
import type { ServiceMarks } from '../service-marks/row.ts'
import { type Answer, hostOf } from './answer.ts'
import { bareBlock, blockPageIn, namedBlock } from './block-page.ts'
import { type GatewayAnswer, gatewayIn } from './gateways.ts'
import { type PageForFile, pageForFile } from './page-for-file.ts'
import { isOwn, type Redirect, redirectIn } from './redirect.ts'
import { type Stopped, stoppedIn } from './stopped.ts'

/** Who an answer came from, as far as it shows. */
export type Recognised =
  | { readonly kind: 'service'; readonly service: ServiceMarks }
  /** Nothing is known of what the host says of itself: any answer may be its own. */
  | { readonly kind: 'unmarked' }
  | { readonly kind: 'denial'; readonly denial: Signature }
  | { readonly kind: 'stopped'; readonly stopped: Stopped }
  | { readonly kind: 'gateway'; readonly gateway: GatewayAnswer }
  | { readonly kind: 'elsewhere'; readonly redirect: Redirect; readonly service: ServiceMarks }
  /** The service puts marks on every answer, and this one has none. */
  | { readonly kind: 'stranger'; readonly service: ServiceMarks }
  /** A page for people where a file was asked for. */
  | { readonly kind: 'page'; readonly page: PageForFile }

/**
 * Recognises an answer both ways round: by what denials and gateways are known to say, and by what the service says of
 * itself on every answer. What the service marked as its own is no page of a filter, whatever words it holds.
 */
export const recognise = once((answer: Answer): Recognised => {
  const service = marksOf(hostOf(answer))
  const marked = service !== null && isMarked(answer, service)
  const denial = knownDenial(answer, marked) ?? unknownDenial(answer, marked)
  if (denial !== null) return { kind: 'denial', denial }
  const stopped = stoppedIn(answer)
  if (stopped !== null) return { kind: 'stopped', stopped }
  const gateway = gatewayIn(answer, marked)
  if (gateway !== null) return { kind: 'gateway', gateway }
  const page = service === null ? pageForFile(answer) : null
  if (page !== null) return { kind: 'page', page }
  // gRPC has no header of its own that a service would have to put there.
  if (service === null || saysNothing(answer) || answer.grpc !== undefined)
    return { kind: 'unmarked' }
  return ofMarked(answer, service, marked)
})

function ofMarked(answer: Answer, service: ServiceMarks, marked: boolean): Recognised {
  const redirect = redirectIn(answer)
  // A redirect within the site is as good as a mark: a filter sends callers to itself.
  const staysHere = redirect === null && isRedirect(answer)
  if (marked || staysHere || (redirect !== null && isOwn(redirect, service.redirects))) {
    return { kind: 'service', service }
  }
  return redirect === null
    ? { kind: 'stranger', service }
    : { kind: 'elsewhere', redirect, service }
}

/**
 * Google's generate_204 has no header of its own, and an answer without content is nobody's page. Where not even a
 * length or a date was kept, nothing can be concluded from a mark that is absent.
 */
function saysNothing({ status, headers, body }: Answer): boolean {
  return status === 204 || (body === '' && Object.keys(headers).length === 0)
}

function isRedirect({ status, headers }: Answer): boolean {
  return status !== null && status >= 300 && status < 400 && Object.hasOwn(headers, 'location')
}

function knownDenial(answer: Answer, marked: boolean): Signature | null {
  return answer.status === null ? null : denialsOf(answer, marked)
}

/** A page that blocks, or a redirect to one, by what it says and not by a known form. */
function unknownDenial(answer: Answer, marked: boolean): Signature | null {
  const page = marked ? null : (blockPageIn(answer) ?? bareBlock(answer))
  const who = namedBlock(answer)?.who ?? page?.who ?? (marked ? null : redirectIn(answer)?.block)
  return who == null ? null : { layer: 'firewall', who, source: BLOCK_PAGES }
}

const BLOCK_PAGES = 'https://www.rfc-editor.org/rfc/rfc8910'

/** Whether an answer came from a device on the way, or from nobody who can be recognised, and not from the service. */
export function isForeign(request: Answer): boolean {
  const recognised = recognise(request)
  if (recognised.kind === 'denial') return recognised.denial.layer === 'firewall'
  return ['elsewhere', 'stranger', 'page'].includes(recognised.kind)
}
