import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Package, packageAzure } from '../../azure/package.ts'
import { closedPort } from '../fixtures/tcp-server.ts'

/** A package that was built, and room for the sites that run it. */
export class Built implements Disposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'perimeter-azure-'))
  #stores = 0

  async package(config?: string): Promise<Package> {
    const outDir = mkdtempSync(path.join(this.folder, 'out-'))
    return await packageAzure({ outDir, ...(config !== undefined && { config }) })
  }

  /** App settings of a site that checks one port of this machine; with a store of its own. */
  async settings(more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const store = path.join(this.folder, `${++this.#stores}.db`)
    const config = `proxy: none
resolvers: []
limits: { step: 2s, target: 4s, sweep: 8s, attempts: 1 }
targets: [{ name: own, url: "tcp://127.0.0.1:${await closedPort()}" }]
store: ${more['STORE'] === undefined ? `{ sqlite: ${store} }` : '{ azureTables: { connectionString: "${STORE}" } }'}
`
    return {
      PERIMETER_CONFIG_YAML: config,
      PERIMETER_SCHEDULE: '0 */5 * * * *',
      WEBSITE_SITE_NAME: 'func-test',
      WEBSITE_SKU: 'FlexConsumption',
      TMPDIR: this.folder,
      ...more,
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
