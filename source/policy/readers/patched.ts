// Files that a patch on standard input names.
import { literal, textValue, type Value } from '../model/value.ts'

/**
 * Their paths, as far as the text of the patch is known.
 * @param strip - how many folders are taken off each name; null: one
 */
export function patched(stdin: Value, strip: Value | null): Value[] {
  const count = Number(literal(strip ?? []) || '1')
  const lines = (literal(stdin) ?? '').split('\n')
  const names = lines.flatMap((line) => /^(?:---|\+\+\+) ([^\t]+)/.exec(line)?.[1] ?? [])
  const paths = names.filter((name) => name !== '/dev/null').map((name) => name.split('/').slice(count).join('/'))
  return [...new Set(paths)].filter((path) => path !== '').map(textValue)
}
