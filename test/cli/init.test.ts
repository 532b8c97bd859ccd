import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { call, folder } from './call.ts'

const STATE = readFileSync('test/shared/inventory/inputs/azurerm-state.json', 'utf8')

describe('perimeter init', () => {
  test('writes what validate takes, and nothing of a state that is secret', async () => {
    await using place = await folder({ 'main.tfstate': STATE })
    const made = await call(['init', '--from', 'main.tfstate'], { cwd: place.path })
    expect(made).toMatchObject({ status: 0, out: '' })
    expect(made.err).toContain('perimeter.yaml: 3 catalogs, 8 targets')
    expect(made.err).toContain('not known here: azurerm_quantum_ledger (1)')
    const text = readFileSync(path.join(place.path, 'perimeter.yaml'), 'utf8')
    expect(text + made.err).not.toContain('canary-')
    const { status, out } = await call(['validate'], { cwd: place.path })
    expect(status).toBe(0)
    expect(out).toContain('https://kv-orders.vault.azure.net/  reachable, private')
  })

  test('joins what several files and flags say', async () => {
    const pair = JSON.stringify([{ type: 'Microsoft.KeyVault/vaults', name: 'kv-orders' }])
    await using place = await folder({ 'main.tfstate': STATE, 'vaults.json': pair })
    const args = ['init', '--from', 'main.tfstate', 'vaults.json', '--arc', '--region', 'japaneast']
    const { err } = await call(args, { cwd: place.path })
    expect(err).toContain('4 catalogs, 8 targets')
  })

  test('takes a list of hosts that no catalog knows beside a flag for one that does', async () => {
    await using place = await folder({ 'hosts.txt': 'a.example\n' })
    const args = ['init', '--from', 'hosts.txt', '--acr', 'acrorders', '--region', 'japaneast']
    const { status, err } = await call(args, { cwd: place.path })
    expect(err).toContain('1 catalog, 1 target')
    expect(status).toBe(0)
  })

  test('never writes over a file without being told', async () => {
    await using place = await folder({ 'perimeter.yaml': 'mine', 'hosts.txt': 'a.example\n' })
    const file = path.join(place.path, 'perimeter.yaml')
    const args = ['init', '--from', 'hosts.txt']
    const refused = await call(args, { cwd: place.path })
    expect(refused.status).toBe(2)
    expect(refused.err).toContain('perimeter.yaml is there already: --force writes over it')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect((await call([...args, '--force'], { cwd: place.path })).status).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('https://a.example/')
  })

  test.for([
    [['--azure-functions', 'func-a', '--region', 'japaneast'], '- use: azure-functions'],
    [['--acr', 'acrorders', '--region', 'japaneast'], '- use: azure-container-registry'],
    [['--arc', '--region', 'japaneast'], '- use: azure-arc-servers'],
    [['--google', 'orders-prod', '--vip', 'restricted'], 'vip: restricted'],
  ] as const)('takes flags: %j', async ([flags, says]) => {
    const { status, out } = await call(['init', ...flags, '--out', '-'])
    expect(status).toBe(0)
    expect(out).toContain(says)
  })

  test.for([
    [[], 'Nothing says what to check'],
    [['--acr', 'acrorders'], '--acr needs the region of it'],
    [['--from', 'letter.txt'], 'letter.txt has no format that init reads'],
    [['--from', 'empty.json'], 'Nothing to check was found'],
    [['--from', 'missing.json'], 'ENOENT'],
    [['--acr', '${HOME}', '--region', 'japaneast'], 'Nothing to check was found'],
  ] as const)('refuses %j', async ([flags, says]) => {
    const files = {
      'letter.txt': 'Dear Sir,\nthis is a letter\n',
      'empty.json': '{"format_version":"1.2","values":{}}',
    }
    await using place = await folder(files)
    const { status, err } = await call(['init', ...flags], { cwd: place.path })
    expect(status).toBe(2)
    expect(err).toContain(says)
    expect(existsSync(path.join(place.path, 'perimeter.yaml'))).toBe(false)
  })
})
