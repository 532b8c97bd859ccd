import { parseServer } from '../address/server.ts'
import type { Failure } from '../failure/failure.ts'
import { cloudOf } from './cloud-of.ts'
import type { Claim } from './rule.ts'
import type { TargetView } from './target-view.ts'

type Words = Pick<Claim, 'cause' | 'fix' | 'docs'>

/** A server, and how a question to it ended. */
interface Asked {
  readonly server: string
  readonly seen: { readonly failure: Failure | null }
}

const AZURE_DNS = '168.63.129.16'
const OWN_SERVERS =
  'https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances'
const TRANSPORT = 'https://www.rfc-editor.org/rfc/rfc1035#section-4.2'

/**
 * What keeps these servers silent, as far as the servers themselves tell; nothing where one is asked otherwise than in
 * clear, or two of them differ. What is of one platform’s server is not said of another.
 */
export function silentServerWords(view: TargetView, asked: readonly Asked[]): Words {
  const servers = asked.map(({ server }) => parseServer(server))
  const [first] = servers
  if (first == null || servers.includes(null)) return {}
  const platform = servers.filter((server) => server?.address === AZURE_DNS)
  if (platform.length === servers.length) return PLATFORM
  const cloud = cloudOf(view)
  if (platform.length > 0 || cloud === 'gcp') return {}
  const isLoopback = ({ address }: { readonly address: string }) =>
    view.classify(address).kind === 'loopback'
  const docs = cloud === 'azure' ? OWN_SERVERS : TRANSPORT
  if (servers.every((server) => server !== null && isLoopback(server))) return { ...STUB, docs }
  const refused = asked.every(({ seen }) => seen.failure?.code === 'connection_refused')
  return { ...(refused ? closed(first.port) : dropped(first.port)), docs }
}

const PLATFORM: Words = {
  cause:
    'A security rule on the service tag AzurePlatformDNS denies it (routes do not affect it), or this host is not in Azure',
  fix: 'Look for deny rules on AzurePlatformDNS in the security group of the subnet and at the firewall of the host; outside Azure, take 168.63.129.16 out of the DNS settings',
}

const STUB: Words = {
  cause:
    'Nothing answers at the address of this machine or container itself: the local resolver (systemd-resolved, dnsmasq, a sidecar) is stopped, or listens elsewhere',
  fix: 'See whether it runs and where it listens (ss -lnup), then what resolv.conf says',
}

const closed = (port: number): Words => ({
  cause: `Nothing serves DNS at port ${port} of that host: the DNS server is stopped, or its address in the DNS settings is old; or a firewall rejects instead of dropping`,
  fix: `Start the DNS server there, or take its address out of the DNS settings of the network; if it runs, look for a rule that rejects UDP and TCP ${port}`,
})

const dropped = (port: number): Words => ({
  cause: `The DNS server is down, or its address in the network’s DNS settings is old; or a security group or firewall blocks UDP and TCP ${port} to it`,
  fix: `Ask the server named by hand from the same subnet (dig @SERVER NAME). Remove it from the DNS settings of the network, or open UDP and TCP ${port} to it`,
})
