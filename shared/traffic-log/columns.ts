/** What the columns of tables are called, by the name that the readers know; compared in small letters without blanks. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  TimeGenerated: [
    'timegenerated',
    'timestamp',
    'time',
    'datetime',
    'flowstarttime',
    'flowstarttime_t',
    'receivetime',
    'generatetime',
    'timegenerated_t',
  ],
  Fqdn: [
    'fqdn',
    'targetfqdn',
    'destinationfqdn',
    'hostname',
    'targethost',
    'fqdn_s',
    'host',
    'url/filename',
  ],
  DestinationIp: [
    'destinationip',
    'targetip',
    'destip',
    'dstip',
    'destip_s',
    'destinationaddress',
    'destination',
  ],
  DestinationPort: ['destinationport', 'targetport', 'destport', 'dstport', 'destport_d', 'port'],
  SourceIp: [
    'sourceip',
    'srcip',
    'sourceipaddress',
    'sourceaddress',
    'srcip_s',
    'clientip',
    'source',
    'src',
  ],
  Protocol: ['protocol', 'l4protocol', 'l4protocol_s', 'ipprotocol'],
  Action: ['action', 'action_s'],
  ActionReason: ['actionreason', 'reason'],
  Count: ['count', 'count_', 'hits', 'requests', 'applicationrulecount', 'networkrulecount'],
  QueryName: ['queryname', 'queryname_s'],
  ResponseCode: ['responsecode', 'responsecode_s', 'rcode'],
  msg_s: ['msg_s', 'msg'],
  FlowStatus: ['flowstatus', 'flowstatus_s'],
  FlowDirection: ['flowdirection', 'flowdirection_s'],
  DestPublicIps: ['destpublicips', 'destpublicips_s'],
  AclRule: ['aclrule', 'nsgrule_s', 'nsgrule'],
  LogText: [
    'logentry',
    'logmessage',
    'message',
    'renderedmessage',
    'syslogmessage',
    'rawdata',
    'logtext',
    'resultdescription',
    'outermessage',
    'innermostmessage',
    'exceptionmessage',
  ],
  Rule: ['rule'],
  RuleSetType: ['rulesettype'],
  TrackingReference: ['trackingreference'],
  TransactionId: ['transactionid'],
}

const CANONICAL = new Map(
  Object.entries(SYNONYMS).flatMap(([name, given]) => given.map((one) => [one, name] as const)),
)

/** The name that the readers know for a column; any other stands as it is. */
export function canonicalColumn(name: string): string {
  return CANONICAL.get(name.toLowerCase().replace(/\s/g, '')) ?? name
}

/** Whether columns are the fields of entries of Cloud Logging, as its explorer exports them. */
export function isOfGoogle(names: readonly string[]): boolean {
  return (
    names.includes('logName') && names.some((name) => /^(?:json|text|proto)Payload\b/.test(name))
  )
}

/** Whether columns are of a table whose rows tell of requests, of DNS questions, or carry the line of a log. */
export function isTableOfRequests(names: readonly string[]): boolean {
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name))
  const isRule = has('Action', 'Fqdn') || has('Action', 'DestinationIp')
  return (
    isRule ||
    has('QueryName') ||
    has('msg_s') ||
    has('FlowStatus', 'DestinationPort') ||
    isOfGoogle(names) ||
    has('DeviceAction', 'DestinationIp') ||
    has('TimeGenerated', 'LogText')
  )
}

/** An object with its columns by the names that the readers know; a name that is taken stays. */
export function withCanonicalColumns(
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const renamed: Record<string, unknown> = Object.create(null)
  for (const [name, of] of Object.entries(value)) {
    const canonical = canonicalColumn(name)
    renamed[canonical in renamed || canonical in value ? name : canonical] = of
  }
  return renamed
}
