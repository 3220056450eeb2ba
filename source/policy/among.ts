// Long expressions as lists of words: what fits no line is read better in columns.

/**
 * `before(?:a|b|c)after` of alternatives that stand apart by blanks or line feeds; a blank within one is written `[ ]`, nothing at
 * all `(?:)`.
 */
export const among = (alternatives: string, { before = '^', after = '$', flags = '' } = {}): RegExp =>
  new RegExp(
    `${before}(?:${alternatives
      .trim()
      .split(/(?<!\[)\s+/)
      .join('|')})${after}`,
    flags,
  )
