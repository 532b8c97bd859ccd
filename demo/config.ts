/** The configuration of the demonstration: what the pretend network must fulfil. */
export const DEMO_CONFIG = `vantage: demo-vnet
limits: { concurrency: 32, sweep: 20s, target: 6s, step: 700ms, attempts: 2 }
resolvers: [system]
proxy: none
catalogs: []
targets:
  - name: application storage
    url: https://stcontosoapp.blob.core.windows.net
    expect:
      { resolution: private, addresses: [10.20.1.0/24], zone: privatelink.blob.core.windows.net }
  - name: key vault
    url: https://kv-contoso.vault.azure.net
    expect: { resolution: private, zone: privatelink.vaultcore.azure.net }
  - name: container registry
    url: https://crcontoso.azurecr.io/v2/
    expect: { resolution: private, zone: privatelink.azurecr.io }
  - name: deployment site (SCM)
    url: https://func-contoso.scm.azurewebsites.net
  - name: orders database
    url: tcp://orders.postgres.database.azure.com:5432
    expect: { resolution: private }
  - name: billing
    url: https://billing.contoso.com
  - name: partner gateway
    url: https://partner.contoso.com
  - name: legacy queue
    url: tcp://legacy.contoso.com:5671
  - name: Python packages
    url: https://pypi.org
  - name: Python package files
    url: https://files.pythonhosted.org
  - name: Cloud Storage by the restricted VIP
    url: https://storage.googleapis.com
    expect: { resolution: google-restricted }
  - name: certificate revocation list
    url: http://crl3.digicert.com/
  - name: reports
    url: https://reports.contso.com
  - name: egress address
    url: https://egress.contoso.com/ip
    expect: { egress: [20.1.2.3/32] }
  - name: the internet
    url: https://www.example.org
    expect: { reachability: blocked }
  - name: a search engine
    url: https://www.example.com
    expect: { reachability: blocked }
`
