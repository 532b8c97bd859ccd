import { expect, test } from 'vitest'
import { causesOf } from '../../../shared/causes/causes.ts'
import { cut, recoded, reportOf, through } from './targets.ts'

test.for(['https', 'wss', 'grpcs', 'tls', 'smtp'])(
  'a path that %s gets through loses no large packets',
  (scheme) => {
    const lost = ['20.1.0.4', '20.2.0.4'].map((a) =>
      recoded(cut(a), { code: 'path-mtu-black-hole', subject: a }),
    )
    const causes = causesOf(reportOf([...lost, { ...through('20.3.0.4'), scheme }]))
    expect(causes.map(({ subject }) => subject)).toEqual(['20.1.0.4', '20.2.0.4'])
  },
)
