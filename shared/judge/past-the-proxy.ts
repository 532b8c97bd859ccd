import type { TargetView } from './target-view.ts'
import type { Words } from './words.ts'

/**
 * What silence of a public address may come from where this target goes directly, while the others are served by a proxy
 * and nothing public was reached without one: the proxy is the way out, and this target is sent past it.
 */
export function pastTheProxy(view: TargetView, { cause = '', fix = '', ...rest }: Words): Words {
  const { target, sweep } = view
  const [proxy] = [...sweep.proxies].flatMap(([url, { opened }]) => (opened > 0 ? [url] : []))
  const direct = sweep.controls.some((control) => !control.proxied && !control.isPrivate)
  if (proxy === undefined || direct || target.proxy !== null || target.address !== null) {
    return { cause, fix, ...rest }
  }
  return {
    ...rest,
    cause: `It goes directly, past the proxy ${proxy} that serves others here, and nothing public was reached without a proxy: the proxy may be the only way out. Where a direct way is meant: ${cause}`,
    fix: `If ${target.host} is to use the proxy, take it out of noProxy and NO_PROXY, here and for the application. Where a direct way is meant: ${fix}`,
  }
}
