import { expect, test } from 'vitest'
import { type Answer, wordsOf } from '../../../shared/judge/answer/answer.ts'
import { GATEWAYS, gatewayIn } from '../../../shared/judge/answer/gateways.ts'
import { STOPPED, stoppedIn } from '../../../shared/judge/answer/stopped.ts'
import { VENDORS, vendorAt, vendorIn, vendorNamedIn } from '../../../shared/judge/answer/vendors.ts'
import {
  IN_TEXT,
  REFUSALS,
  refusalInText,
  refusalOf,
} from '../../../shared/judge/database/refusal.ts'
import { denialInText } from '../../../shared/judge/denials/in-text.ts'
import { denialsOf, SIGNATURES } from '../../../shared/judge/denials/signatures.ts'
import { inspectionProduct, PRODUCTS } from '../../../shared/judge/inspection-products.ts'
import { examplesOf } from '../../fixtures/pattern-examples.ts'
import { certificate } from './path-pieces.ts'

/** Examples of a pattern that it matches, as far as the generator finds any. */
function of(pattern: RegExp | undefined): readonly string[] {
  return pattern === undefined ? [] : examplesOf(pattern).filter((text) => pattern.test(text))
}

const row = (example: string, ...told: readonly unknown[]) =>
  `  ${JSON.stringify(example)}: ${told.map((one) => one ?? '-').join(', ')}`

function answer(part: Partial<Answer>): Answer {
  return { status: 200, headers: {}, body: '', url: 'https://app.example/', ...part }
}

/** An answer with a header or a body of each form that a row knows, for each status that it is given with. */
function answersOf({
  status,
  header,
  body,
}: {
  status?: readonly number[]
  header?: readonly [string, RegExp]
  body?: RegExp
}): readonly (readonly [example: string, answer: Answer])[] {
  const headers =
    header === undefined ? [{}] : of(header[1]).map((value) => ({ [header[0]]: value }))
  const bodies = body === undefined ? [''] : of(body)
  const forms = [
    ...bodies.map((text) => ({ headers: headers[0] ?? {}, body: text })),
    ...headers.slice(1).map((values) => ({ headers: values, body: bodies[0] ?? '' })),
  ]
  return forms.flatMap((form, n) =>
    (n === 0 ? (status ?? [200]) : (status ?? [200]).slice(0, 1)).map((one) => {
      const told = `${one} ${JSON.stringify(form.headers)} ${form.body}`
      return [told, answer({ status: one, ...form })] as const
    }),
  )
}

// After a change of a table: npx vitest run test/shared/judge/patterns.test.ts -u, and read what changed.
test('each form that a table of the judge knows is recognised as it was', async () => {
  const vendors = VENDORS.flatMap(({ who, sites, marks, words }) => [
    `${who}, at ${sites.join(' ')}`,
    ...of(marks).map((text) =>
      row(text, vendorAt(text), vendorIn(answer({ headers: { server: text } }))),
    ),
    ...of(words).map((text) => {
      const said = answer({ body: `<p>${text}</p>` })
      return row(wordsOf(said), vendorNamedIn(said), vendorIn(said))
    }),
    ...sites.map((site) =>
      row(site, vendorNamedIn(answer({ body: of(words)[0] ?? '', url: `https://www.${site}/` }))),
    ),
  ])
  const gateways = GATEWAYS.flatMap((gateway) => [
    `${gateway.who} ${gateway.source}`,
    ...answersOf(gateway).map(([told, one]) => {
      const found = gatewayIn(one, false)
      return row(told, found?.who, found?.certain, found?.besideIt, found?.source)
    }),
  ])
  const stopped = STOPPED.flatMap((of) => [
    `${of.who} ${of.source}`,
    ...answersOf(of).map(([told, one]) => row(told, stoppedIn(one)?.who, stoppedIn(one)?.said)),
  ])
  const denials = SIGNATURES.flatMap((signature) => [
    `${signature.who} ${signature.layer} ${signature.service ?? '-'} ${signature.source}`,
    ...answersOf(signature).map(([told, one]) => {
      const url = `https://a.${signature.hosts?.[0] ?? 'app.example'}/`
      const found = denialsOf({ ...one, url }, false)
      const pasted = denialInText(one.body)
      return row(told, found?.who, found?.layer, found?.service, pasted?.who, pasted?.code)
    }),
    ...(signature.hosts ?? []).map((host) => `  at ${host}`),
  ])
  const products = PRODUCTS.flatMap(({ name, issuer, source }) => [
    `${name} ${source}`,
    ...of(issuer).map((text) => {
      const leaf = certificate({ serial: text, issuer: `CN=${text} x` })
      return row(
        text,
        inspectionProduct([leaf]),
        inspectionProduct([{ ...leaf, subject: leaf.issuer }]),
      )
    }),
  ])
  const refusals = REFUSALS.flatMap(({ protocol, code, words, source }) =>
    of(code).flatMap((number) =>
      [...of(words), 'other words'].map((message) => {
        const found = refusalOf({ protocol, error: { code: number, message } } as never)
        return row(`${protocol} ${number} ${message}`, found?.kind, found?.because, source)
      }),
    ),
  )
  const pasted = IN_TEXT.flatMap(([, words]) =>
    of(words).map((text) => row(text, refusalInText(text))),
  )
  const text = [
    ...vendors,
    ...gateways,
    ...stopped,
    ...denials,
    ...products,
    ...refusals,
    ...pasted,
  ].join('\n')
  await expect(`${text}\n`).toMatchFileSnapshot('patterns.txt')
})
