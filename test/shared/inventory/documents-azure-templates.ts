import type { Document } from './documents-azure.ts'

const REGION = { location: 'Japan East' }
const VAULT = { type: 'Microsoft.KeyVault/vaults', name: 'kv' }

function template(resources: unknown, more: object = {}) {
  const $schema = 'https://schema.management.azure.com/2019-04-01/deploymentTemplate.json#'
  return { $schema, ...more, resources }
}

export const TEMPLATES: readonly Document[] = [
  {
    name: 'a resource inside another, one that exists already, and names of parameters and variables',
    document: template(
      [
        {
          ...{ type: 'Microsoft.Sql/servers', name: "[parameters('server')]", ...REGION },
          resources: [
            { type: 'databases', name: 'orders' },
            { type: 'Contoso.X', name: 'odd' },
          ],
        },
        { ...VAULT, name: "[variables('vault')]" },
        { ...VAULT, name: 'kv-there', existing: true },
        { ...VAULT, name: "[parameters('secret')]" },
        { ...VAULT, name: "[variables('loop')]" },
      ],
      {
        parameters: {
          server: { type: 'string', defaultValue: 'sql-one' },
          secret: { type: 'secureString', defaultValue: 'canary' },
        },
        variables: {
          vault: "[concat('kv-', toLower(parameters('server')))]",
          loop: "[variables('loop')]",
        },
      },
    ),
  },
  {
    name: 'a resource inside another that has an endpoint of its own',
    document: template([
      {
        ...{ type: 'Microsoft.Cdn/profiles', name: 'afd', location: 'global' },
        resources: [
          {
            ...{ type: 'afdEndpoints', name: 'shop' },
            properties: { hostName: 'shop-a1b2.z01.azurefd.net' },
          },
        ],
      },
    ]),
  },
  {
    name: 'resources by their symbolic names, and a module that is given its parameter',
    document: template({
      vault: { ...VAULT, name: 'kv-symbolic' },
      module: {
        ...{ type: 'Microsoft.Resources/deployments', name: 'm' },
        properties: {
          parameters: { name: { value: 'kv-given' }, other: { reference: {} } },
          template: template(
            [
              { ...VAULT, name: "[parameters('name')]" },
              { ...VAULT, name: "[parameters('other')]" },
            ],
            {
              parameters: {
                name: { defaultValue: 'kv-default' },
                other: { defaultValue: 'kv-other' },
              },
            },
          ),
        },
      },
    }),
  },
]
