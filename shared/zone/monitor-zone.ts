/**
 * The private link zones of Azure Monitor. Its public names are aliases into them for everybody, whoever has a private
 * link scope, so that an empty linked zone takes the names from all who use it. Source:
 * https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security.
 */
const MONITOR_ZONE =
  /^privatelink\.(?:monitor\.azure|oms\.opinsights\.azure|ods\.opinsights\.azure|agentsvc\.azure-automation)\.(?:com|net|us|cn)$/

export function isMonitorZone(zone: string): boolean {
  return MONITOR_ZONE.test(zone)
}
