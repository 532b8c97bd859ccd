import { expect, test } from 'vitest'
import { askBehindStub } from '../../../probes/dns/behind-stub.ts'
import { inquiriesFor } from '../../../probes/dns/inquiries.ts'
import { Questions } from '../../../probes/dns/questions.ts'
import { expectation } from '../../../shared/model/target.ts'
import { PATIENT, SILENCE } from '../../fixtures/context.ts'
import { dnsServer } from '../../fixtures/dns-server.ts'
import { resolveContext } from './context.ts'

const HOST = 'kv.vault.azure.net'
const ALIAS = 'kv.privatelink.vaultcore.azure.net'
const ZONE = {
  'privatelink.vaultcore.azure.net': { mname: 'azureprivatedns.net', rname: 'host.test' },
}

/** What the server behind a stub says of the host; `authority: {}` is a stub that strips it. */
async function behind(upstream: { readonly misbehave?: 'silent' } = {}) {
  await using stub = await dnsServer({ zone: [[HOST, 'CNAME', ALIAS]], authority: {} })
  await using server = await dnsServer({
    zone: [[HOST, 'CNAME', ALIAS]],
    authority: ZONE,
    ...upstream,
  })
  const ctx = resolveContext({
    ms: upstream.misbehave ? SILENCE : PATIENT,
    resolvers: [stub.text],
    network: { systemResolvers: () => [stub.text], upstreams: () => [server.text] },
  })
  const questions = new Questions(ctx)
  const named = await questions.ask(HOST)
  const target = { host: HOST, expect: expectation.parse({}) }
  const doubts = inquiriesFor(target, named, ctx.answers)
  const inquire = questions.inquire.bind(questions)
  const { answers, network } = ctx
  const seen = await askBehindStub({ inquire, answers, network }, HOST, named, doubts)
  const soas = seen.map((o) => answers.get(o.answer ?? '')?.soa?.zone ?? null)
  return { soas, asked: server.asked.length }
}

test('the server behind a stub says which zone said no', async () => {
  expect((await behind()).soas).toContain('privatelink.vaultcore.azure.net')
})

test('a server that does not answer directly leaves nothing', async () => {
  const { soas, asked } = await behind({ misbehave: 'silent' })
  expect(asked).toBeGreaterThan(0)
  expect(soas).toEqual([])
})
