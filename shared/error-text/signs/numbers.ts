/** Words before the number of an error. A number alone may be a port, a line or a count. */
const BEFORE = String.raw`\b(?:SocketException|WinError|errno|WinHttp\w{0,20}|WinINet\w{0,20}|Win32Exception|HRESULT|(?:socket |native |system |internet |SQL )?error(?: code| number)?|code|Number|Msg|status|failed with)\W{0,6}(?:0x[0-9a-f]{1,8}\W{1,3})?`

/**
 * The words, or one of the numbers as programs write them: with a word before, in hexadecimal, or as HRESULT of
 * Windows (0x8007 and the number).
 * @param words source of a pattern; may be empty
 */
export function coded(words: string, ...numbers: readonly number[]): RegExp {
  const forms = numbers.flatMap((number) => [
    `${BEFORE}${number}\\b`,
    `\\b0x(?:0000|8007)?${number.toString(16)}\\b`,
  ])
  return new RegExp([...(words === '' ? [] : [words]), ...forms].join('|'), 'i')
}
