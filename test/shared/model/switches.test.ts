import { expect, test } from 'vitest'
import { isOn } from '../../../shared/model/sandbox.ts'

test.for([
  ...(['1', 'true', 'True', 'TRUE'] as const).map((value) => [value, true] as const),
  ...(['0', 'false', '', ' 1', '11', 'yes', undefined] as const).map((v) => [v, false] as const),
])('a switch %j is on: %s', ([value, on]) => {
  expect(isOn(value)).toBe(on)
})
