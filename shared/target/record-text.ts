import { canonicalIp, parseIp } from '../address/ip.ts'
import type { RecordType } from '../model/dns-record.ts'

const NAME = String.raw`\S+`
const NUMBER = String.raw`\d{1,5}`

/** What the data of each type looks like as text. */
const FORMS: Readonly<Record<RecordType, { readonly form: RegExp | null; readonly as: string }>> = {
  A: { form: null, as: '10.1.2.3' },
  AAAA: { form: null, as: 'fd00::1' },
  CNAME: { form: shape(NAME), as: 'host.contoso.com' },
  NS: { form: shape(NAME), as: 'ns1.contoso.com' },
  PTR: { form: shape(NAME), as: 'host.contoso.com' },
  MX: { form: shape(NUMBER, NAME), as: '10 mail.contoso.com' },
  SRV: { form: shape(NUMBER, NUMBER, NUMBER, NAME), as: '0 100 389 dc1.contoso.com' },
  SOA: {
    form: shape(NAME, NAME, ...Array(5).fill(String.raw`\d{1,10}`)),
    as: 'ns1.contoso.com admin.contoso.com 1 3600 600 86400 300, or /^ns1[.]contoso[.]com /',
  },
  TXT: { form: /^/, as: 'v=spf1 -all' },
  CAA: { form: /^\d{1,3} [a-z0-9]+( .*)?$/i, as: '0 issue digicert.com' },
}

function shape(...parts: readonly string[]): RegExp {
  return new RegExp(`^${parts.join(' ')}$`)
}

/** How a record of a type is written in a configuration; null where a text is written so. */
export function recordForm(type: RecordType, text: string): string | null {
  const { form, as } = FORMS[type]
  const isRight =
    form === null
      ? parseIp(text)?.family === (type === 'A' ? 4 : 6)
      : form.test(canonicalRecord(type, text))
  return isRight ? null : as
}

/**
 * A record as an answer is kept: names in lower case without the final dot, one space between fields, texts without
 * quotes, addresses in their shortest form. So `10 Mail.Example.com.` and `"v=spf1" " -all"` are what a server sends.
 */
export function canonicalRecord(type: RecordType, text: string): string {
  const trimmed = text.trim()
  if (type === 'TXT') return withoutQuotes(trimmed)
  const fields = trimmed.split(/\s+/)
  if (type === 'CAA') {
    const [flags = '', tag = '', ...value] = fields
    return `${flags} ${tag.toLowerCase()} ${withoutQuotes(value.join(' '))}`.trimEnd()
  }
  if (type === 'AAAA' || type === 'A') return canonicalIp(trimmed)
  return fields.map((field) => field.toLowerCase().replace(/(?<=.)\.$/, '')).join(' ')
}

/** The strings of a zone file, `"a" "b"`, joined; a text without quotes as it is. */
function withoutQuotes(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text
  const strings = text.slice(1, -1).split(/" *"/)
  return strings.join('').replaceAll(/\\(["\\])/g, '$1')
}
