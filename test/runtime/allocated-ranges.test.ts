import { expect, test } from 'vitest'
import { planConfig } from '../../runtime/plan-config.ts'
import { checkedConfig } from '../../runtime/plan-file.ts'

test('ranges allocated for private services access have an owner, as published ranges do', () => {
  const text =
    'privateServicesAccess: [10.127.0.0/20]\ntargets: [{ name: db, url: "tcp://10.127.0.4:5432" }]\n'
  const config = checkedConfig(text, 'perimeter.yaml', {})
  const { owners } = planConfig(config, { folder: '.', env: {} })
  expect(owners).toEqual([{ owner: 'private services access', cidr: '10.127.0.0/20' }])
})
