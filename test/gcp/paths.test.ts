import { expect, test } from 'vitest'
import { ROUTES } from '../../shared/web/routes.ts'

/** https://docs.cloud.google.com/run/docs/known-issues#ah */
const RESERVED = /^\/(eventlog|_ah\/)|z$/

test('no path is one that Cloud Run keeps for itself', () => {
  expect(ROUTES.map(({ path }) => path).filter((path) => RESERVED.test(path))).toEqual([])
  expect(['/healthz', '/_ah/x', '/eventlog'].every((path) => RESERVED.test(path))).toBe(true)
})
