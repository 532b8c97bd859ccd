import { expect, test } from 'vitest'
import { settled } from '../../../shared/inventory/arm-expression.ts'

const VALUES: Readonly<Record<string, Parameters<typeof settled>[0] | object>> = {
  app: 'shop',
  list: ['first', 'second'],
  tags: { team: 'Orders' },
}

const SCOPE = {
  parameter: (name: string) => (VALUES[name] ?? null) as ReturnType<typeof settled>,
  variable: (name: string) => (name === 'prefix' ? 'kv-' : null),
}

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions */
test.for([
  ['plain', 'plain'],
  ['[[not an expression]', '[[not an expression]'],
  ['[open', '[open'],
  ["['text']", 'text'],
  ["['it''s']", "it's"],
  ['[7]', 7],
  ["[parameters('app')]", 'shop'],
  ["[PARAMETERS('app')]", 'shop'],
  ["[variables('prefix')]", 'kv-'],
  ["[variables('other')]", null],
  ["[concat(variables('prefix'), parameters('app'), '-', 1)]", 'kv-shop-1'],
  ["[concat('a', uniqueString('b'))]", null],
  ["[format('{0}-{1}-{0}', 'a', 'b')]", 'a-b-a'],
  ["[format('{0:D2}{5}', 7)]", '7'],
  ["[toLower('ABC')]", 'abc'],
  ["[toUpper('abc')]", 'ABC'],
  ['[string(5)]', '5'],
  ["[replace('a.b.c', '.', '')]", 'abc'],
  ["[parameters('list')[1]]", 'second'],
  ["[parameters('tags').team]", 'Orders'],
  ["[parameters('tags')['team']]", 'Orders'],
  ["[concat(parameters('tags')['team'], '!')]", 'Orders!'],
  ["[parameters('tags').none]", null],
  ["[parameters('app').team]", null],
  ['[resourceGroup().location]', null],
  ["[resourceId('Microsoft.Web/sites', 'a')]", '/providers/Microsoft.Web/sites/a'],
  [
    "[resourceId('rg', 'Microsoft.Sql/servers/databases', 's', 'd')]",
    '/providers/Microsoft.Sql/servers/s/databases/d',
  ],
  ["[resourceId('nothing')]", null],
  ["[toLower('a') 'b']", null],
  ['[word]', null],
  [`[${'concat('.repeat(60)}'deep'${')'.repeat(60)}]`, null],
] as const)('%s is %j', ([text, value]) => {
  expect(settled(text, SCOPE)).toEqual(value)
})
