// Lists of words: what fits no line is read better in columns, and what several names share stands once.

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

/** The words of a text. */
export const names = (text: string): string[] => text.split(/\s+/).filter(Boolean)

export const nameSet = (text: string): ReadonlySet<string> => new Set(names(text))

/** By every one of the names the same. */
export const alike = <T>(text: string, each: T): Record<string, T> =>
  Object.fromEntries(names(text).map((name) => [name, each]))

/** What stands beside a name, where several names may stand together. */
export const byNames = <T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(table).flatMap(([list, each]) => Object.entries(alike(list, each))))
