import type { SignTable } from './sign.ts'

const VMEXT =
  'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/aks-error-code-page'
const ARC = 'https://learn.microsoft.com/troubleshoot/azure/azure-arc/kubernetes/troubleshooting'

const OWN_NODE = 'No egress is meant: the kubelet asks the pod on its own node'
const PROBES =
  'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'

/** kubectl and its events, AKS, Arc-enabled Kubernetes. */
// biome-ignore format: one sign a line
export const KUBERNETES: SignTable = {
  family: 'Kubernetes',
  source: 'https://kubernetes.io/docs/concepts/containers/images/',
  signs: [
    { test: /\bVMExtensionError_OutboundConnFail\b|\bOutboundConnFailVMExtensionError\b|\bERR_OUTBOUND_CONN_FAIL\b|\bvmssCSE\b[^\n]{0,200}\bexit (?:status|code)[ =:]{1,3}50\b|\bagents are unable to establish outbound connection\b/i, shows: 'no way out', weight: 5, where: ['azure-aks-nodes/join', 'azure-aks-nodes/bootstrap'], source: VMEXT },
    { test: /\bvmssCSE\b[^\n]{0,200}\bexit (?:status|code)[ =:]{1,3}124\b/i, shows: 'no way out', weight: 4, where: ['azure-aks-nodes/bootstrap', 'azure-aks-nodes/join'], misleads: 'No file is missing: a download of the node did not end in time, most often that of mcr.microsoft.com or of the packages', source: 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/error-code-vhdfilenotfound' },
    { test: /\bVMExtensionError_K8SAPIServerDNSLookupFail\b|\bunable to resolve Kubernetes API server name\b|\bK8SAPIServerDNSLookupFailVMExtensionError\b|\bERR_K8S_API_SERVER_DNS_LOOKUP_FAIL\b|\bvmssCSE\b[^\n]{0,200}\bexit (?:status|code)[ =:]{1,3}52\b/i, shows: 'name not resolved', weight: 5, where: ['azure-aks-nodes/join'], source: VMEXT },
    { test: /\bVMExtensionError_K8SAPIServerConnFail\b|\bunable to connect to (?:the )?Kubernetes API server\b|\bK8SAPIServerConnFailVMExtensionError\b|\bERR_K8S_API_SERVER_CONN_FAIL\b|\bunable to establish connection (?:from agents )?to (?:the )?Kubernetes API server\b|\bvmssCSE\b[^\n]{0,200}\bexit (?:status|code)[ =:]{1,3}51\b/i, shows: 'not connected', weight: 5, where: ['azure-aks-nodes/join'], source: VMEXT },
    { test: /\berror dialing backend: No agent available\b|\bNo agent available\b(?=\W{0,3}$)/im, shows: 'gateway error', weight: 5, misleads: 'The API server answered: its tunnel to the nodes has no end. The konnectivity agents on them do not run, or cannot reach the control plane', source: 'https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/connectivity/tunnel-connectivity-issues' },
    { test: /\bGet "https:\/\/[^\s"]{1,80}:10250\/[^\n]{0,200}(?:i\/o timeout|deadline exceeded|Client\.Timeout)/i, shows: 'connect timeout', weight: 5, misleads: 'Not your client timed out: the API server, or its tunnel, does not reach the kubelet of the node at port 10250', source: 'https://kubernetes.io/docs/reference/networking/ports-and-protocols/' },
    { test: /\bproxy error from \S{1,80} while dialing (?=\S{3,80})/i, shows: 'gateway error', weight: 5, misleads: 'No proxy of the network is meant: the API server reaches its nodes through a tunnel, which ended before the node', source: 'https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/' },
    { test: /\bvmssCSE\b|\bVMExtensionError_\w{3,60}/i, shows: null, weight: 2, where: ['azure-aks-nodes/bootstrap', 'azure-aks-nodes/join'], source: VMEXT, lookFor: 'the number behind "exit status": each names a step of the node’s start' },
    { test: /\bWe found an issue with outbound network connectivity from the cluster\b|\boutbound network connectivity (?:check|pre-?check)s? (?:has )?failed\b|\bCluster diagnostic checks[^\n]{0,120}outbound\b/i, shows: 'no way out', where: ['azure-arc-kubernetes/connect'], source: ARC },
    { test: /\bdns (?:check|resolution)[^\n]{0,60}(?:diagnostic|pre-?check)|\bWe found an issue with the DNS resolution\b/i, shows: 'name not resolved', where: ['azure-arc-kubernetes/connect'], source: ARC },
    { test: /\bkube-aad-proxy-certificate\b|\bkube-aad-proxy-tls\b/i, shows: null, weight: 4, where: ['azure-arc-kubernetes/connect', 'azure-arc-kubernetes/cluster-connect'], misleads: 'No secret was deleted: the agents could not reach Azure, so that the certificate was never made', source: ARC },
    { test: /\bclusterIdentityCRDInteraction status not populated\b|\bazure-identity-certificate\b/i, shows: null, weight: 4, where: ['azure-arc-kubernetes/connect'], misleads: 'No custom resource is broken: the identity agent could not reach Azure', source: ARC },
    { test: /\bno agent is connected in the target arc resource\b/i, shows: null, weight: 4, where: ['azure-arc-kubernetes/cluster-connect'], misleads: 'Your own connection works: what is missing is the one that clusterconnect-agent in the cluster holds open', lookFor: 'the pod clusterconnect-agent, and its way to the relay (servicebus.windows.net, 443 and WebSocket)', source: ARC },
    { test: /\bclusterconnect-agent\b|\bkube-aad-proxy\b/i, shows: null, weight: 2, where: ['azure-arc-kubernetes/cluster-connect'] },
    { test: /\bUnable to (?:pull|download) (?:the )?(?:Helm chart|azure-arc-?k8sagents helm chart)\b|\bhelm chart (?:pull|export) failed\b|\bError while pulling helm chart\b/i, shows: null, weight: 4, where: ['azure-arc-kubernetes/images', 'azure-arc-kubernetes/connect'], source: ARC },
    { test: /\bUnable to install helm release\b|\bHelm (?:release|install|upgrade)\b[^\n]{0,80}\bazure-arc\b[^\n]{0,80}(?:failed|timed out)|\bErrorCode: ?Helm\w*InstallationError\b/i, shows: null, weight: 3, where: ['azure-arc-kubernetes/connect', 'azure-arc-kubernetes/images'], source: ARC },
    { test: /\bconfig-agent\b[^\n]{0,200}\b(?:failed|error|timeout)|\bCould not get the list of configs\b|"LogType": ?"ConfigAgentTrace"/i, shows: null, weight: 2, where: ['azure-arc-kubernetes/configuration'] },
    { test: /\bUnable to connect to the server: dial tcp: lookup\b/i, shows: 'no such name', weight: 4 },
    { test: /\bUnable to connect to the server: (?:Service Unavailable|Bad Gateway|Gateway Time-?out)\b/, shows: 'proxy cannot reach', misleads: 'Go gives the bare status text for a proxy that answered CONNECT with an error: the API server never saw the request', source: 'https://pkg.go.dev/net/http#Transport' },
    { test: /\bUnable to connect to the server: (?:Forbidden|Method Not Allowed)\b/, shows: 'proxy refused', misleads: 'Go gives the bare status text for a proxy that refused CONNECT: the API server never saw the request', source: 'https://pkg.go.dev/net/http#Transport' },
    { test: /\bUnable to connect to the server: Proxy Authentication Required\b/, shows: 'proxy wants credentials', source: 'https://pkg.go.dev/net/http#Transport' },
    { test: /\bUnable to connect to the server: net\/http: TLS handshake timeout\b/i, shows: 'handshake timeout' },
    { test: /\bThe connection to the server \S{1,260} was refused\b/i, shows: 'refused', weight: 5, misleads: 'Often the API server is well: kubectl has no kubeconfig and asks localhost:8080', source: 'https://kubernetes.io/docs/tasks/access-application-cluster/configure-access-multiple-clusters/' },
    { test: /\b(?:Readiness|Liveness|Startup) probe failed:[^\n]{0,160}connection refused/i, shows: 'refused', weight: 4, misleads: OWN_NODE, source: PROBES },
    { test: /\b(?:Readiness|Liveness|Startup) probe failed:[^\n]{0,200}(?:deadline exceeded|timeout|awaiting headers|timed out)/i, shows: 'any timeout', weight: 4, misleads: OWN_NODE, source: PROBES },
    { test: /\b(?:Readiness|Liveness|Startup) probe failed:[^\n]{0,160}connection reset/i, shows: 'reset', weight: 4, misleads: OWN_NODE, source: PROBES },
    { test: /\b(?:Readiness|Liveness|Startup) probe failed: HTTP probe failed with statuscode: \d{3}\b/i, shows: 'status unexpected', weight: 5, misleads: OWN_NODE, source: PROBES },
    { test: /\bfailed calling webhook\b[^\n]{0,300}(?:deadline exceeded|timeout|refused|no endpoints)/i, shows: 'any timeout', weight: 3, misleads: 'Not your client timed out: the API server could not reach the webhook’s pod; with a private control plane look at the rule from it to the nodes', source: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/' },
    { test: /\bError from server \(Forbidden\)|\bis forbidden: User "/i, shows: 'permission missing', weight: 5, source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/' },
    { test: /\bYou must be logged in to the server\b|\bthe server has asked for the client to provide credentials\b/i, shows: 'permission missing', weight: 5, source: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/' },
    { test: /\bImagePullBackOff\b|\bErrImagePull\b|\bBack-off pulling image\b/i, shows: null, weight: 0, lookFor: 'the event "Failed to pull image" of kubectl describe pod: the reason stands behind its last colon' },
    { test: /\bno IP addresses available in range set\b|\bFailed to allocate (?:pool|address): (?:No available addresses|[^\n]{0,120}\bNo available addresses)\b/i, shows: null, weight: 0, misleads: 'No path is at fault: the node has no address left for one more pod', lookFor: 'the pods of that node and the size of its range: too many pods, or addresses that were not given back', source: 'https://www.cni.dev/plugins/current/ipam/host-local/' },
    { test: /\btimed out waiting for the condition\b/i, shows: null, weight: 0, lookFor: 'what was waited for: the pods’ own events and logs' },
    { test: /\bCrashLoopBackOff\b|\bBack-off restarting failed container\b/i, shows: null, weight: 0, lookFor: 'kubectl logs --previous: the container itself ended' },
  ],
}
