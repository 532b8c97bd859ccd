import { expect, test } from 'vitest'
import { traceOf } from '../../gcp/trace.ts'

const id = '0af7651916cd43dd8448eb211c80319c'

const traces = [
  ['traceparent', { traceparent: `00-${id}-b7ad6b7169203331-01` }, 'b7ad6b7169203331', true],
  ['not sampled', { traceparent: `00-${id}-b7ad6b7169203331-00` }, 'b7ad6b7169203331', false],
  [
    'of another version, with more flags',
    { traceparent: `ab-${id}-b7ad6b7169203331-ff-more` },
    'b7ad6b7169203331',
    true,
  ],
  [
    'both',
    {
      traceparent: `00-${id}-b7ad6b7169203331-02`,
      'x-cloud-trace-context': `${id.replace('0', '1')}/1;o=1`,
    },
    'b7ad6b7169203331',
    false,
  ],
  [
    'Google’s, not sampled',
    { 'x-cloud-trace-context': `${id}/255;o=0` },
    '00000000000000ff',
    false,
  ],
  ['Google’s', { 'x-cloud-trace-context': `${id}/255;o=1` }, '00000000000000ff', true],
  ['without options', { 'x-cloud-trace-context': `${id}/1` }, '0000000000000001', false],
  [
    'the largest span',
    { 'x-cloud-trace-context': `${id}/18446744073709551615;o=1` },
    'ffffffffffffffff',
    true,
  ],
] as const

test.for(traces)('%s', ([, headers, span, sampled]) => {
  expect(traceOf(headers)).toEqual({ id, span, sampled })
})

test.for([
  {},
  { traceparent: 'nonsense' },
  { 'x-cloud-trace-context': 'nonsense' },
  { 'x-cloud-trace-context': id },
  { 'x-cloud-trace-context': `x${id}/1` },
  { traceparent: `x00-${id}-b7ad6b7169203331-01` },
])('none in %j', (headers) => {
  expect(traceOf(headers)).toBe(null)
})
