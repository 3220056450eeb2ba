// Lengths and cuts count Unicode code points, as the runbook's program did.

/** Number of code points. */
export function codePoints(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++, count++) if ((text.codePointAt(i) ?? 0) > 0xffff) i++
  return count
}

/** The first `limit` code points. */
export function head(text: string, limit: number): string {
  if (text.length <= limit) return text
  let end = 0
  for (let count = 0; count < limit && end < text.length; count++) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

/** The last `limit` UTF-16 units, not beginning inside a surrogate pair. */
export function tail(text: string, limit: number): string {
  if (text.length <= limit) return text
  const cut = text.slice(-limit)
  const first = cut.charCodeAt(0)
  return first >= 0xdc00 && first <= 0xdfff ? cut.slice(1) : cut
}

/** Cut to `limit` code points with `mark` behind it when something was left out. */
export function cut(text: string, limit: number, mark = '...(truncated)'): string {
  const start = head(text, limit)
  return start.length === text.length ? text : start + mark
}

/** `1 file`, `2 files`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/**
 * `1,234,567.8`: thousands apart, a digit behind the point where there is one. The same as toLocaleString('en') says, whose
 * first use takes 8 MB for ever.
 */
export function grouped(value: number): string {
  const [whole = '', part] = String(Math.round(value * 10) / 10).split('.')
  const apart = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return part === undefined ? apart : `${apart}.${part}`
}
