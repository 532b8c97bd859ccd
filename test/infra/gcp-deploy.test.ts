import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ofType, readModule, texts } from './hcl.ts'

let root: string

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'perimeter-deploy-'))
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Deploys with tools that only note how they were called, and gives these calls in order. */
function deployed(given: Readonly<Record<string, string>> = {}): readonly string[] {
  const [bin, infra] = [path.join(root, 'bin'), path.join(root, 'gcp', 'infra')]
  for (const folder of [bin, infra]) mkdirSync(folder, { recursive: true })
  copyFileSync('gcp/infra/deploy.sh', path.join(infra, 'deploy.sh'))
  writeFileSync(path.join(infra, 'terraform.tfvars'), '')
  const calls = path.join(root, 'calls')
  rmSync(calls, { force: true })
  for (const tool of ['npm', 'terraform', 'gcloud']) {
    const file = path.join(bin, tool)
    writeFileSync(
      file,
      `#!/bin/sh\necho "${tool} $*" >>"${calls}"\ncase "$*" in output*) echo r-docker.pkg.dev/contoso/perimeter ;; *describe*) echo sha256:1 ;; esac\n`,
    )
    chmodSync(file, 0o755)
  }
  const env = { ...process.env, ...given, PATH: `${bin}${path.delimiter}${process.env['PATH']}` }
  execFileSync('sh', [path.join(infra, 'deploy.sh')], { env })
  expect(readFileSync(path.join(infra, 'image.auto.tfvars'), 'utf8')).toBe(
    'image = "r-docker.pkg.dev/contoso/perimeter/perimeter@sha256:1"\n',
  )
  return readFileSync(calls, 'utf8').trim().split('\n')
}

test('what alerts ask for is made before the image, without the service that waits for it', async () => {
  const calls = deployed()
  const metrics = ofType(await readModule('gcp/infra'), 'google_logging_metric')
  const before = calls.slice(
    0,
    calls.findIndex((call) => call.startsWith('gcloud builds submit')),
  )
  expect(metrics.length).toBeGreaterThan(0)
  for (const { address } of metrics) expect(before.join(' ')).toContain(`-target=${address}`)
  expect(calls.at(-1)).toBe('terraform apply')

  const { locals } = await readModule('gcp/infra')
  const asked = [...metrics.flatMap(({ body }) => texts(body)), ...texts(locals['failed_calls'])]
  expect(asked.filter(({ text }) => /google_cloud_(run|scheduler)/.test(text))).toEqual([])
})

test('builds with the default workers, and follows no log that a deployer may not read', () => {
  const build = deployed().find((call) => call.startsWith('gcloud builds submit'))
  expect(build).toContain('--suppress-logs')
  expect(build).not.toMatch(/--worker-pool|--gcs-|--region/)
})

test('inside a perimeter, builds on a private pool and with a bucket of one’s own', () => {
  const given = {
    WORKER_POOL: 'projects/p/locations/asia-northeast1/workerPools/w',
    BUILD_BUCKET: 'builds',
  }
  const build = deployed(given).find((call) => call.startsWith('gcloud builds submit'))
  expect(build).toContain(`--worker-pool=${given.WORKER_POOL} --region=asia-northeast1`)
  expect(build).toContain(
    '--gcs-source-staging-dir=gs://builds/source --gcs-log-dir=gs://builds/log',
  )
})
