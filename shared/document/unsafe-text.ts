/**
 * What text from outside must not bring to a terminal, a page or a sentence, for a character class of a pattern with
 * the flag `u`: controls (C0, C1), format characters (bidi overrides, zero widths, tags), lone surrogates, private use,
 * code points without a character, and the separators of lines and paragraphs.
 */
export const UNSAFE = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}'
