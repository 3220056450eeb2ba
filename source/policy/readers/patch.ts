// patch and rename: files that another file or an expression names.
import { concat, hole, literal, textValue, type Value } from '../model/value.ts'
import { below, doubt, type Found, onEach, onPath } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Verb } from '../grammar/row.ts'

const named = (path: Value | null | undefined): Value[] => (path && literal(path) !== '-' ? [path] : [])

/** It goes to its folder first; names in a patch never leave that. */
export const patch = reader(
  '-p/--strip: -i/--input: -o/--output: -d/--directory: -r/--reject-file: -B/--prefix: -Y/--basename-prefix: -z/--suffix: -V/--version-control: -D/--ifdef: -F/--fuzz: -g/--get: --quoting-style: --reject-format: --read-only: -b/--backup -N/--forward -R/--reverse -E/--remove-empty-files -f/--force -s/--quiet/--silent -t/--batch -u/--unified -c/--context -n/--normal -e/--ed -l/--ignore-whitespace -T/--set-time -Z/--set-utc --dry-run --verbose --binary --posix --merge? --no-backup-if-mismatch --backup-if-mismatch --follow-symlinks -v/--version --help',
  ({ call: { stdin }, operands: [file, source], has, valueOf }) => {
    const at = (path: Value) => below(valueOf('d'), path)
    const inputs = [valueOf('i'), source].flatMap(named).flatMap((path) => [path, at(path)])
    const targets = valueOf('o') === null ? [at(file ?? hole('tracked'))] : []
    const writes: Found = [
      onEach('modify', [...targets, ...patched(stdin, valueOf('p') ?? textValue('0')).map(at)]),
      onEach('overwrite', [valueOf('o'), valueOf('r')].flatMap(named).map(at)),
      // A backup lies where its prefix leads.
      [valueOf('B'), valueOf('Y')].map((path) => path && onPath('overwrite', at(concat(path, hole('path'))))),
      has('e') && doubt('dynamic-code', 'patch --ed'),
      has('g') && doubt('unknown-option', 'patch -g'),
    ]
    return [[...inputs, ...(file ? [at(file)] : [])].map((path) => onPath('read', path)), !has('dry-run') && writes]
  },
)

/** By an expression that is code, or in another version by two words: the new names are not known. */
export const rename: Verb = {
  first: 'data',
  operands: 'move',
  runs: 'code',
  // What a file held can be read under its new name.
  also: ({ operands: [, ...files] }) => onEach('read', files),
}

// Files that a patch on standard input names.

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
