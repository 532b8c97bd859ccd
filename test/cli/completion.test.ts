import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { SCRIPTS } from '../../cli/completion/scripts.ts'
import { call } from './call.ts'

async function words(...given: string[]): Promise<readonly string[]> {
  const { out, status } = await call(['complete', '--', ...given])
  expect(status).toBe(0)
  return out.split('\n').flatMap((line) => line.split('\t')[0] || [])
}

describe('the candidates for the last word', () => {
  test.for([
    [['che'], ['check']],
    [['explain'], ['explain', 'explain-log']],
    [['--ver'], ['--version', '--verbose']],
    [['--ur'], ['--url']],
    [
      ['check', '--format', 'j'],
      ['json', 'junit'],
    ],
    [
      ['--format', 'ma'],
      ['markdown', 'matrix'],
    ],
    [['rules', '--for', 'azure-firewall-'], ['azure-firewall-cli']],
    [['rules', '-c', ''], []],
    [['check', '--url', ''], []],
    [
      ['catalog', ''],
      ['list', 'show', 'help'],
    ],
    [['catalog', 'show', 'azure-functi'], ['azure-functions']],
    [['check', '--catalog', 'azure-functi'], ['azure-functions']],
    [['explain', 'dns-private-zone-not'], ['dns-private-zone-not-used']],
    [['schema', 'r'], ['report']],
    [['completion', 'f'], ['fish']],
    [['check', '--sav'], ['--save']],
    [['no', 'such', 'x'], []],
  ] as const)('%j: %j', async ([given, expected]) => {
    expect(await words(...given)).toEqual(expected)
  })

  test('no hidden command, and every other one', async () => {
    const all = await words('')
    expect(all).toContain('serve')
    expect(all).not.toContain('complete')
  })
})

describe('the scripts', () => {
  test.for(Object.entries(SCRIPTS))('%s says how it is loaded', ([shell, script]) => {
    expect(script).toContain(`perimeter completion ${shell}`)
  })

  test('that of bash hands over the words up to the one that is typed', () => {
    const call = [
      'perimeter() { printf "%s\\n" "$@"; }',
      'COMP_WORDS=(perimeter check --form --url); COMP_CWORD=2; _perimeter; echo "${COMPREPLY[*]}"',
    ]
    const { stdout } = spawnSync('bash', { input: [SCRIPTS.bash, ...call].join('\n') })
    expect(`${stdout}`).toBe('complete -- check --form\n')
  })
})
