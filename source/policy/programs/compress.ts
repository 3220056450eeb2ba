// gzip and its kin: the original goes, another file comes.
import { concat, literal, textValue, unknown, type Value } from '../value.ts'
import { doubt, onPath, type Analyser, type Analysis, type Call } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'

/** In place: the original goes, another file comes (gzip and its kin). */
export const compress =
  (suffix: string): Analyser =>
  ({ name, args }: Call): Analysis => {
    const parsed = parseOptions(compressGrammar, args)
    const has = (option: string) => parsed.options.some((each) => each.option.name === option)
    const isLook = ['c', 't', 'l'].some(has)
    const isUnpacking = has('d') || name.startsWith('un')
    const actions = parsed.operands.flatMap((file) => [
      onPath('read', file, has('r')),
      ...(isLook ? [] : [onPath('overwrite', isUnpacking ? unpacked(file, suffix) : concat(file, [suffix]))]),
      ...(isLook || has('k') || name.includes('zstd') || name.includes('lz4')
        ? []
        : [onPath('delete', file, has('r'))]),
    ])
    const output = parsed.options.find(({ option }) => option.name === 'o')?.value
    return {
      actions: [
        ...actions,
        ...(output ? [onPath('overwrite', output)] : []),
        ...parsed.strange
          .filter((option) => !/^-[0-9]$/.test(option))
          .map((option) => doubt('unknown-option', `${name} ${option}`)),
      ],
      runs: [],
    }
  }

const unpacked = (file: Value, suffix: string): Value => {
  const text = literal(file)
  return text === null ? unknown : textValue(text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)
}

const compressGrammar = compileGrammar(
  '-c/--stdout/--to-stdout -d/--decompress/--uncompress -t/--test -l/--list -k/--keep -f/--force -r/--recursive -n/--no-name -N/--name -q/--quiet -v/--verbose -S/--suffix: -z/--compress -e/--extreme -T/--threads: --rsyncable -s/--small -1 -2 -3 -4 -5 -6 -7 -8 -9 --fast --best -o:  -0 -h/--help -V/--version --rm -F/--format:',
)
