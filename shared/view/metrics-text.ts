export type Labels = Readonly<Record<string, string>>

/** Every metric there is, with what it means; the text has them in this order. All are gauges. */
const HELP: Readonly<Record<string, string>> = {
  probe_success: 'Whether the target is as expected: 1 for the verdicts pass and warn',
  probe_duration_seconds: 'How long the check of the target took, retries and all',
  probe_dns_lookup_time_seconds: 'How long the application waits for the name',
  probe_http_status_code: 'Status of the HTTP answer',
  probe_http_duration_seconds: 'Duration of the HTTP request by phase',
  probe_ssl_earliest_cert_expiry:
    'When the first certificate of the presented chain expires, in Unix time',
  probe_ssl_last_chain_expiry_timestamp_seconds:
    'When the first certificate of the chain as verified expires, in Unix time',
  probe_tls_version_info: 'Version of TLS that was agreed on',
  perimeter_target_info: 'The target: its URL, the catalog it comes from, the path taken',
  perimeter_verdict: 'Verdict of the target: 1 for the one that it has',
  perimeter_finding: 'Findings of the target by code and severity, as many as there are',
  perimeter_capability_state: 'Verdict of the capability: 1 for the one that it has',
  perimeter_targets: 'Targets by verdict',
  perimeter_targets_not_due:
    'Targets that were not due in the newest sweep: their last pass stands',
  perimeter_target_last_check_timestamp_seconds:
    'Start of the sweep that last checked the target, of those with an interval, in Unix time',
  perimeter_causes: 'Causes of the newest sweep by code and severity',
  perimeter_cause_targets: 'Targets that the causes of a code explain, by code and severity',
  perimeter_sweep_duration_seconds: 'How long the newest sweep took',
  perimeter_last_sweep_timestamp_seconds: 'Start of the newest scheduled sweep, in Unix time',
  perimeter_last_sweep_age_seconds: 'Age of the newest scheduled sweep',
  perimeter_vantage_silent: 'Whether sweeps of the vantage are missing',
  perimeter_incidents_open: 'Open incidents by severity',
  perimeter_store_up: 'Whether the store answered this request in time',
  perimeter_post_sweep_seconds:
    'How long storing, alerting and notifying took after the last sweep of the probe that answers',
  perimeter_spooled_reports: 'Reports that wait for the store at the probe that answers',
  perimeter_outbox_depth: 'Notifications that wait (due) and that were given up (dead)',
}

/** Collects samples and writes them in the text format, each metric in one block as the format demands. */
export class Metrics {
  readonly #samples = new Map(Object.keys(HELP).map((name) => [name, [] as string[]]))

  /** Adds a sample; null: there is none. */
  add(name: string, labels: Labels, value: number | null): void {
    if (value === null) return
    const samples = this.#samples.get(name)
    if (samples === undefined) throw new RangeError(`${name} is not a known metric`)
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
    samples.push(`${name}{${pairs.join(',')}} ${value}`)
  }

  text(): string {
    const blocks = [...this.#samples].flatMap(([name, samples]) =>
      samples.length === 0
        ? []
        : [`# HELP ${name} ${HELP[name]}`, `# TYPE ${name} gauge`, ...samples],
    )
    return blocks.map((line) => `${line}\n`).join('')
  }
}

/** A label’s value: backslash, quote and line end are escaped, and a lone surrogate would be no UTF-8. */
function escaped(text: string): string {
  return text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
