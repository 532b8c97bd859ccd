import { type More, NOT_INSPECTED, row, type SourceKey } from './azure-sources.ts'
import type { EndpointRow } from './catalog.ts'

/** The gateway carries it: counted only without one. */
const CARRIED: More = { ...NOT_INSPECTED, when: { mode: ['direct'] } }

/** The list of the machines and of the instance. */
// biome-ignore format: one endpoint a line
export const AZURE_LOCAL_ROWS: readonly EndpointRow[] = [
  row('gateway', 'https://{gateway}.gw.arc.azure.com/', 'register', 'azure-local', { ...NOT_INSPECTED, when: { mode: ['gateway'] } }),
  row('arm', 'https://management.azure.com/', 'register deploy', 'azure-local', { ...NOT_INSPECTED }),
  row('entra', 'https://login.microsoftonline.com/', 'register deploy', 'azure-local', { ...NOT_INSPECTED }),
  row('entra-region', 'https://{region}.login.microsoft.com/', 'register', 'azure-local', { ...NOT_INSPECTED }),
  row('entra-other', 'https://login.microsoft.com/', 'register', 'azure-local', { ...CARRIED }),
  row('entra-legacy', 'https://login.windows.net/', 'register', 'azure-local', { ...CARRIED }),
  row('graph', 'https://graph.microsoft.com/', 'deploy', 'azure-local', { ...CARRIED }),
  row('graph-legacy', 'https://graph.windows.net/', 'deploy', 'azure-local', { ...CARRIED }),
  row('identity-global', 'https://gbl.his.arc.azure.com/', 'register', 'azure-local', { ...NOT_INSPECTED }),
  row('identity-region', 'https://{arcShort}.his.arc.azure.com/', 'register', 'azure-local', { ...NOT_INSPECTED }),
  row('policy-global', 'https://agentserviceapi.guestconfiguration.azure.com/', 'register extensions', 'azure-local', { ...CARRIED }),
  row('policy-region', 'https://{region}-gas.guestconfiguration.azure.com/', 'register extensions', 'azure-local', { ...CARRIED }),
  row('notifications', 'https://guestnotificationservice.azure.com/', 'register', 'azure-local', { ...CARRIED }),
  row('pas', 'https://pas.windows.net/', 'register', 'azure-local', { ...CARRIED }),
  row('download', 'https://download.microsoft.com/', 'register', 'azure-local', { ...CARRIED }),
  row('gallery', 'https://www.powershellgallery.com/', 'register', 'azure-local', { ...CARRIED, note: 'Modules of the registration' }),
  row('vault', 'https://{vault}.vault.azure.net/healthstatus', 'deploy', 'azure-local', { ...NOT_INSPECTED }),
  row('portal', 'https://portal.azure.com/', 'deploy', 'azure-local', { ...CARRIED }),
  row('artifacts', 'https://azurestackreleases.download.prss.microsoft.com/', 'extensions deploy updates', 'azure-local', { ...NOT_INSPECTED, note: 'Packages of the Arc extensions' }),
  row('links', 'https://aka.ms/', 'deploy updates', 'azure-local', { ...NOT_INSPECTED }),
  row('links-older', 'https://go.microsoft.com/', 'updates', 'azure-local', { ...CARRIED }),
  row('settings', 'https://settings-win.data.microsoft.com/', 'deploy', 'azure-local', { ...CARRIED, optional: true, note: 'Its root is Microsoft’s own: elsewhere than on Windows give it as ca' }),
  row('update-shaping', 'https://tsfe.trafficshaping.dsp.mp.microsoft.com/', 'updates', 'azure-local', { ...NOT_INSPECTED, optional: true, note: 'Its root is Microsoft’s own: elsewhere than on Windows give it as ca' }),
  row('images', 'https://mcr.microsoft.com/', 'aks', 'azure-local', { ...CARRIED, wildcard: '*.data.mcr.microsoft.com', needsWildcard: 'Data hosts are regional and change; Microsoft asks not to pin them' }),
  row('images-azurearcfork8s', 'https://azurearcfork8s.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-azurearcfork8sdev', 'https://azurearcfork8sdev.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-linuxgeneva-microsoft', 'https://linuxgeneva-microsoft.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-hybridaks', 'https://hybridaks.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-aszk8snetworking', 'https://aszk8snetworking.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-ecpacr', 'https://ecpacr.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-kvamanagementoperator', 'https://kvamanagementoperator.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('images-hciarcvmscontainerregistry', 'https://hciarcvmscontainerregistry.azurecr.io/', 'aks', 'azure-local', { ...CARRIED }),
  row('kubernetes', 'https://{region}.dp.kubernetesconfiguration.azure.com/', 'aks', 'azure-local', { ...CARRIED }),
  row('on-behalf-of', 'https://{region}.obo.arc.azure.com:8084/', 'aks', 'azure-local', { ...NOT_INSPECTED, note: 'After the deployment' }),
  row('appliances', 'https://{region}.dp.prod.appliances.azure.com/', 'aks', 'azure-local', { ...CARRIED }),
  row('sts', 'https://sts.windows.net/', 'aks', 'azure-local', { ...CARRIED }),
  row('bridge-catalog', 'https://msk8s.api.cdp.microsoft.com/', 'aks', 'azure-local', { ...CARRIED, optional: true, note: 'Its root is Microsoft’s own: elsewhere than on Windows give it as ca' }),
  row('bridge-images', 'https://msk8s.sb.tlu.dl.delivery.mp.microsoft.com/', 'aks', 'azure-local', { ...CARRIED }),
  row('bridge-agent', 'https://k8connecthelm.azureedge.net/', 'aks', 'azure-local', { ...CARRIED }),
  row('bridge-locations', 'https://k8sconnectcsp.azureedge.net/', 'aks', 'azure-local', { ...CARRIED }),
  row('bridge-packages', 'https://packages.microsoft.com/', 'aks', 'azure-local', { ...CARRIED }),
  row('bridge-tools', 'https://arcplatformcliextprod.z13.web.core.windows.net/', 'aks', 'azure-local', { ...CARRIED }),
  row('machine-tools', 'https://hciarcvmsstorage.z13.web.core.windows.net/', 'aks', 'azure-local', { ...CARRIED }),
  row('billing-data', 'https://dp.stackhci.azure.com/', 'billing', 'azure-local', { ...CARRIED }),
  row('billing', 'https://billing.platform.edge.azure.com/', 'billing', 'azure-local', { ...CARRIED }),
  row('licensing', 'https://licensing.platform.edge.azure.com/', 'billing', 'azure-local', { ...CARRIED }),
  row('billing-older', 'https://azurestackhci.azurefd.net/', 'billing', 'azure-local', { ...CARRIED, optional: true, note: 'The former name' }),
  row('metrics', 'https://global.prod.microsoftmetrics.com/', 'monitoring', 'azure-local', { ...CARRIED }),
  row('metrics-more', 'https://prod5.prod.microsoftmetrics.com/', 'monitoring', 'azure-local', { ...CARRIED }),
  row('telemetry', 'https://dc.services.visualstudio.com/', 'monitoring', 'azure-local', { ...NOT_INSPECTED }),
  row('warm', 'https://qos.prod.warm.ingest.monitor.core.windows.net/', 'monitoring', 'azure-local', { ...CARRIED }),
  row('warm-region', 'https://{region}-shared.prod.warm.ingest.monitor.core.windows.net/', 'monitoring', 'azure-local', { ...CARRIED, optional: true, note: 'In some regions the list has another one' }),
  row('geneva', 'https://gcs.prod.monitoring.core.windows.net/', 'monitoring', 'azure-local', { ...CARRIED }),
  row('crash-reports', 'https://azurewatsonanalysis-prod.core.windows.net/', 'monitoring', 'azure-local', { ...CARRIED }),
  row('device-health', 'https://adhs.events.data.microsoft.com/', 'monitoring', 'azure-local', { ...CARRIED, optional: true, note: 'Its root is Microsoft’s own: elsewhere than on Windows give it as ca' }),
  row('diagnostics', 'https://v20.events.data.microsoft.com/', 'monitoring', 'azure-local', { ...CARRIED, optional: true, note: 'Its root is Microsoft’s own: elsewhere than on Windows give it as ca' }),
  row('bridge-diagnostics', 'https://prod5.prod.hot.ingestion.msftcloudes.com/', 'monitoring', 'azure-local', CARRIED),
  row('support', 'https://edgesupprd.trafficmanager.net/', 'monitoring', 'azure-local', { ...CARRIED, optional: true, note: 'Remote support' }),
  row('connect-test', 'http://www.msftconnecttest.com/connecttest.txt', 'deploy', 'azure-local'),
  row('revocation-crl3-digicert-com', 'http://crl3.digicert.com/', 'revocation', 'azure-local'),
  row('revocation-crl4-digicert-com', 'http://crl4.digicert.com/', 'revocation', 'azure-local'),
  row('revocation-ocsp-digicert-com', 'http://ocsp.digicert.com/', 'revocation', 'azure-local'),
  row('revocation-oneocsp-microsoft-com', 'http://oneocsp.microsoft.com/', 'revocation', 'azure-local'),
  row('revocation-ocsp-globalsign-com', 'http://ocsp.globalsign.com/', 'revocation', 'azure-local', { optional: true }),
  row('revocation-ocsp2-globalsign-com', 'http://ocsp2.globalsign.com/', 'revocation', 'azure-local', { optional: true }),
  row('revocation-ts-crl-ws-symantec-com', 'http://ts-crl.ws.symantec.com/', 'revocation', 'azure-local', { optional: true }),
  row('revocation-ts-ocsp-ws-symantec-com', 'http://ts-ocsp.ws.symantec.com/', 'revocation', 'azure-local', { optional: true }),
  row('revocation-s-symcd-com', 'http://s.symcd.com/', 'revocation', 'azure-local', { optional: true }),
  row('revocation-crl-microsoft-com', 'http://crl.microsoft.com/pkiinfra', 'revocation extensions', 'azure-local', { note: 'Lists of the mandatory extensions' }),
  row('witness', 'https://{witness}.blob.core.windows.net/', 'witness', 'azure-local', { private: {} }),
  row('validator', 'http://internetbeacon.msedge.net/', 'deploy', 'azure-local-validator', { optional: true, note: 'Test-NetConnection without a target asks it; no list has it, and the validator AzStackHci_MOCStack_Network_Port fails for want of it' }),
]

/** What hardware vendors publish for their updates. */
export const HARDWARE_ROWS: readonly EndpointRow[] = [
  ofVendor('dell', 'https://downloads.dell.com/'),
  ofVendor('hpe', 'https://h41380.www4.hpe.com/'),
  ofVendor('lenovo', 'https://thinkagile.lenovo.com/'),
  ofVendor('dataon', 'https://dataonsbe.blob.core.windows.net/'),
  row('dataon-download', 'https://dataonsbe.azurewebsites.net/', 'hardware', 'azure-local-dataon', {
    when: { hardware: ['dataon'] },
  }),
  ofVendor('hitachi', 'https://download.hitachivantara.com/'),
]

function ofVendor(name: string, url: string): EndpointRow {
  const from = `azure-local-${name}` as SourceKey
  return row(name, url, 'hardware', from, {
    when: { hardware: [name] },
    note: 'Manifest of the Solution Builder Extension; aka.ms leads there',
  })
}
