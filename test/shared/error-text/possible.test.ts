import { expect, test } from 'vitest'
import { explainText } from '../../../shared/traffic-log/explain-text.ts'
import { INDEX } from '../../fixtures/row-index.ts'

const told = (text: string) => explainText(text, INDEX).told

test.for([
  ['169.254.169.254:80', true],
  ['metadata.google.internal:80', false],
  ['[fd20:ce::254]:80', false],
] as const)('of the metadata server at %s Azure is spoken: %s', ([peer, azure]) => {
  const open = told(`dial tcp ${peer}: connect: connection refused`)?.leavesOpen
  expect(open).toContain('no route or firewall of the network lies between')
  expect(open?.includes('Azure')).toBe(azure)
})

test.for([
  ['localhost:8421', false],
  ['127.0.0.1:8421', false],
  ['[::1]:8421', false],
  ['app.corp.svc:443', true],
  ['10.1.2.3:443', true],
  ['20.1.2.3:443', true],
] as const)('a network can be at fault for silence of %s: %s', ([peer, is]) => {
  const findings = told(`dial tcp ${peer}: i/o timeout`)?.findings ?? []
  expect(findings).toContain('tcp-dropped')
  expect(findings.includes('network-no-way-out')).toBe(is)
})

test.for([
  ['10.1.2.3:443', true],
  ['10.1.2.3:10250', false],
  ['app.corp.svc:443', false],
  ['app.corp.svc.cluster.local:443', false],
  ['20.1.2.3:443', false],
  ['169.254.169.254:80', false],
] as const)('a private endpoint can be silent at %s: %s', ([peer, is]) => {
  const findings = told(`dial tcp ${peer}: i/o timeout`)?.findings ?? []
  expect(findings.includes('private-endpoint-not-answering')).toBe(is)
})
