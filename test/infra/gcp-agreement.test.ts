import { readFile } from 'node:fs/promises'
import { parse } from '@cdktf/hcl2json'
import { describe, expect, test } from 'vitest'
import { shardQueue } from '../../gcp/shards.ts'
import { CLOUD_RUN_VARIABLES } from '../../runtime/cloud-run.ts'
import { configSource } from '../../runtime/config-source.ts'
import { sweep } from '../../shared/web/routes/sweep.ts'
import { nested, ofType, readModule, texts } from './hcl.ts'

const FOLDER = 'gcp/infra'

describe('gcp/infra and the program agree', () => {
  test('on the environment', async () => {
    const { locals } = await readModule(FOLDER)
    const [environment] = texts(locals['environment'])
    const names = [...(environment?.text ?? '').matchAll(/^\s*([A-Z_]+)\s+=/gm)].map(([, n]) => n)
    expect(names.toSorted()).toEqual([
      'GOOGLE_CLOUD_PROJECT',
      'GOOGLE_CLOUD_REGION',
      'MALLOC_ARENA_MAX',
      'PERIMETER_CONFIG_YAML',
      CLOUD_RUN_VARIABLES.egress,
      'UV_THREADPOOL_SIZE',
    ])
    expect(configSource({ PERIMETER_CONFIG_YAML: 'targets: []' }, '/').text).toBe('targets: []')
  })

  test('on the call that begins a sweep', async () => {
    const [job] = ofType(await readModule(FOLDER), 'google_cloud_scheduler_job')
    const [call] = job === undefined ? [] : nested(job.body, 'http_target')
    expect(call?.['http_method']).toBe(sweep.method)
    expect(call?.['uri']).toBe(`\${google_cloud_run_v2_service.probe.uri}${sweep.path}`)
    expect(call?.['body']).toContain('{ kind = "scheduled" }')
  })

  test('on the topic of shards, and on who is called with them', async () => {
    const module = await readModule(FOLDER)
    const topic = 'projects/p/topics/t'
    expect(module.locals['shard_environment']).toContain('PERIMETER_SHARD_TOPIC = local.topic')
    expect(shardQueue({ PERIMETER_SHARD_TOPIC: topic })).toMatchObject({ kind: 'pub-sub', topic })
    const [pushed] = ofType(module, 'google_pubsub_subscription').flatMap(({ body }) =>
      nested(body, 'push_config'),
    )
    expect(pushed?.['push_endpoint']).toMatch(/shards\[0\]\.uri\}\/api\/shard$/)
    const names = ofType(module, 'google_cloud_run_v2_service').flatMap(({ name, body }) =>
      name === 'shards' ? texts(body) : [],
    )
    expect(names.some(({ text }) => text.includes('PERIMETER_SHARDS_OF = var.name'))).toBe(true)
  })

  test('on the fields of Firestore', async () => {
    const wanted = JSON.parse(await readFile('stores/firestore/firestore.indexes.json', 'utf8'))
    const fields = ofType(await readModule(FOLDER), 'google_firestore_field')
    const found = fields.map(({ body }) => ({
      collectionGroup: body['collection'],
      fieldPath: body['field'],
      ...(nested(body, 'ttl_config').length > 0 && { ttl: true }),
      indexes: nested(body, 'index_config').flatMap((config) => nested(config, 'indexes')),
    }))
    expect(wanted.indexes).toEqual([])
    expect(found).toHaveLength(wanted.fieldOverrides.length)
    expect(found).toEqual(expect.arrayContaining(wanted.fieldOverrides))
  })

  test('on the variables that the example sets', async () => {
    const { variables } = await readModule(FOLDER)
    const example = await readFile(`${FOLDER}/terraform.tfvars.example`, 'utf8')
    // What it shows as a comment counts too.
    const all = example.replace(/^# (?=\w+ = )/gm, '')
    const set = Object.keys(await parse('example.tfvars', all))
    const needed = variables.filter(({ body }) => !('default' in body)).map(({ name }) => name)
    expect(set).toEqual(expect.arrayContaining(needed))
    expect(variables.map(({ name }) => name)).toEqual(expect.arrayContaining(set))
  })
})
