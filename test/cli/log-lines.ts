/** A denial of what Azure Functions needs. */
export const ORYX =
  'HTTPS request from 10.0.0.4:50000 to oryx-cdn.microsoft.io:443. Action: Deny. No rule matched. Proceeding with default action\n'
/** What passed. */
export const FINE = 'HTTPS request from 10.0.0.4:1 to pypi.org:443. Action: Allow. Rule: r\n'
/** A record without a decision. */
export const FLOWS =
  '{"logName":"projects/p/logs/compute.googleapis.com%2Fvpc_flows","jsonPayload":{"bytes_sent":"1"}}\n'
