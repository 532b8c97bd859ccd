import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { checkedConfig } from '../../runtime/plan-file.ts'
import { folder } from '../cli/call.ts'
import { httpServer, respond } from '../fixtures/http-server.ts'

const FILES = globSync(['action.yml', 'deploy/*.y*ml', '.github/**/*.yml'])
const read = (file: string) => readFileSync(file, 'utf8')

test.for(FILES)('%s is YAML without faults', (file) => {
  const documents = parseAllDocuments(read(file))
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([])
})

describe('the configurations in manifests are accepted', () => {
  const [map] = parseAllDocuments(read('deploy/kubernetes-cronjob.yaml')).map((one) => one.toJS())
  const job = parse(read('deploy/container-apps-job.yaml'))
  test.for([
    ['kubernetes', map.data['perimeter.yaml']],
    ['container apps', job.properties.configuration.secrets[0].value],
  ])('%s', ([, text]) => {
    expect(checkedConfig(text, 'perimeter.yaml', {}).targets).toHaveLength(1)
  })
})

test('the container of the cluster is nobody, and writes nowhere', () => {
  const [, cron] = parseAllDocuments(read('deploy/kubernetes-cronjob.yaml')).map((one) =>
    one.toJS(),
  )
  const { securityContext, containers } = cron.spec.jobTemplate.spec.template.spec
  expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 })
  expect(containers[0].securityContext).toEqual({
    ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    capabilities: { drop: ['ALL'] },
  })
  expect(read('deploy/Dockerfile')).toContain('USER 10001:10001')
})

const ACTION = parse(read('action.yml')).runs.steps[0].run
const PIPELINE = parse(read('deploy/azure-pipelines-check.yml')).steps[0].bash

describe.skipIf(process.platform === 'win32')('the steps of pipelines', () => {
  const step = async (script: string, url: string) => {
    const config = `resolvers: []\nlimits: { attempts: 1 }\ntargets: [{ name: own, url: "${url}" }]\n`
    await using place = await folder({ 'perimeter.yaml': config, summary: '' })
    const env = {
      PATH: process.env['PATH'],
      PROGRAM: `${process.execPath} ${path.resolve('cli/main.ts')}`,
      ...{ CONFIG: 'perimeter.yaml', FAIL_ON: 'fail', JUNIT: 'perimeter.xml' },
      ...{ GITHUB_STEP_SUMMARY: path.join(place.path, 'summary'), RESULTS: place.path },
    }
    const shell = ['-eo', 'pipefail', '-c', script]
    const ran = await promisify(execFile)('bash', shell, { cwd: place.path, env }).then(
      ({ stdout }) => ({ status: 0, stdout }),
      ({ code, stdout }) => ({ status: code, stdout }),
    )
    const [written = ''] = globSync(['perimeter.m*', 'summary'], { cwd: place.path }).map((name) =>
      readFileSync(path.join(place.path, name), 'utf8'),
    )
    return { ...ran, written, junit: readFileSync(path.join(place.path, 'perimeter.xml'), 'utf8') }
  }

  test.for([
    ['GitHub', ACTION],
    ['Azure Pipelines', PIPELINE],
  ])('%s: what passes passes, what fails fails the step, and both are told', async ([, script]) => {
    await using web = await httpServer(respond(200))
    const good = await step(script, `http://127.0.0.1:${web.port}/`)
    expect(good).toMatchObject({ status: 0 })
    expect(good.junit).toContain('<testsuite')
    expect(good.written + good.stdout).toMatch(/pass/i)
    const bad = await step(script, 'tcp://127.0.0.1:1')
    expect(bad).toMatchObject({ status: 1 })
    expect(bad.junit).toContain('<failure')
  })
})
