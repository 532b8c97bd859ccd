import type { SignTable } from './sign.ts'

/** Whose words a text has, by which a check knows the port of a host that does not tell it. */
// biome-ignore format: one sign a line
export const CLIENT_LIBRARIES: SignTable = {
  family: 'client libraries',
  source: 'https://www.iana.org/assignments/service-names-port-numbers',
  signs: [
    { test: /\bODBC Driver \d{1,2} for SQL Server\b|\b(?:System|Microsoft)\.Data\.SqlClient\.|\bcom\.microsoft\.sqlserver\.jdbc\.|\btedious\/lib\b/i, shows: null, weight: 0, port: 1433 },
    { test: /\bNpgsql\.\w{0,60}Exception\b|\bpsycopg2?\.\w{0,60}Error\b|\borg\.postgresql\.(?:util|core|Driver)\b|\bpsql: error\b/i, shows: null, weight: 0, port: 5432 },
    { test: /\bpymysql\.err\.|\bcom\.mysql\.(?:cj|jdbc)\.|\bMySql(?:Connector|\.Data)\.\w{1,60}Exception\b|\bmysql\.connector\.errors\b/i, shows: null, weight: 0, port: 3306 },
    { test: /\bMongo(?:ose|Server|Network|Timeout|Connection|Socket)\w{0,30}(?:Error|Exception)\b|\bpymongo\.errors\b/i, shows: null, weight: 0, port: 27_017 },
    { test: /\bpika\.exceptions\b|\bcom\.rabbitmq\.client\b|\bRabbitMQ\.Client\.Exceptions\b/i, shows: null, weight: 0, port: 5671 },
    { test: /\bldap_\w{2,30}(?:\(|:)|\bContact LDAP server\b|\bldap3\.core\.exceptions\b|\bjavax\.naming\.CommunicationException\b/i, shows: null, weight: 0, port: 636 },
    { test: /\bsmtplib\.\w{1,40}\b|\bSmtpException\b|\bcom\.sun\.mail\.smtp\b|\bSMTPConnect(?:Error|ion)\b/i, shows: null, weight: 0, port: 587 },
    { test: /\boracle\.(?:net\.ns|jdbc)\.|\bORA-12\d{3}\b|\bTNS:/i, shows: null, weight: 0, port: 1521 },
    { test: /\b(?:chronyd|chronyc|ntpd|ntpdate|sntp|systemd-timesyncd|w32tm|initstepslew)\b|\bcomputer did not resync because no time data\b/i, shows: null, weight: 0, port: 123 },
    { test: /\bCannot contact any KDC for realm\b|\bKRB5_KDC_UNREACH\b/i, shows: null, weight: 0, port: 88, source: 'https://web.mit.edu/kerberos/krb5-latest/doc/admin/troubleshoot.html' },
  ],
}
