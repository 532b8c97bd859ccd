/** What a hostile server might send, one of each kind. The text ATTACK stands where a script would have run. */
export const ATTACKS = [
  '</script><script>window.ATTACK=1</script>',
  '"><img src=x onerror="window.ATTACK=2">',
  "' onmouseover='window.ATTACK=3' x='",
  'javascript:window.ATTACK=4',
  '</textarea><svg onload=window.ATTACK=5>',
  '</title></style><iframe srcdoc="<script>parent.ATTACK=6</script>">',
  '\u202egpj.exe\u2066 hidden \u200b\ufeff\u{e0041}',
  '\u001b[2J\u001b]8;;https://evil.example\u0007link\u0000\r\n',
  '```\n# heading @everyone [x](javascript:window.ATTACK=7) <img src=x onerror=window.ATTACK=8>',
  `${'A'.repeat(300_000)}<b>`,
  '&lt;script&gt;&#x3c;img&#62;',
  '\ud800 lone surrogate',
] as const

/** Values that the program chose itself, from closed tables or its own clock. */
const OURS = new Set(
  'verdict severity sandbox sandboxes code step peer engine type phase kind ending reachability resolution cloud state what from to now startedAt finishedAt lastSweepAt at openedAt updatedAt closedAt acknowledgedAt notBefore notAfter'.split(
    ' ',
  ),
)

/** A copy with every text that is not the program's own replaced by an attack, one after another; same, same. */
export function attacked<T>(given: T): T {
  const made = new Map<string, string>()
  const attack = (text: string) => {
    const known = made.get(text)
    if (known !== undefined) return known
    const chosen = `${ATTACKS[made.size % ATTACKS.length]}${made.size}`
    made.set(text, chosen)
    return chosen
  }
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return attack(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        OURS.has(key) && isText(inner) ? [key, inner] : [key, walk(inner)],
      ),
    )
  }
  return walk(given) as T
}

function isText(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isText) : typeof value === 'string'
}
