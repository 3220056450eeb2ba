// gzip and its kin: the original goes, another file comes.
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { only, onPath, type Analyser } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'

const options =
  '-c/--stdout/--to-stdout -d/--decompress/--uncompress -t/--test -l/--list -k/--keep -f/--force -r/--recursive -n/--no-name -N/--name -q/--quiet -v/--verbose -S/--suffix: -z/--compress -e/--extreme -T/--threads: --rsyncable -s/--small -0 -1 -2 -3 -4 -5 -6 -7 -8 -9 --fast --best -o:overwrite -h/--help -V/--version --rm -F/--format:'

/** In place: the original goes, another file comes (gzip and its kin). */
export const compress = (suffix: string): Analyser =>
  reader(options, ({ call: { name }, operands, has }) => {
    const isLook = has('c', 't', 'l')
    const isUnpacking = has('d') || name.startsWith('un')
    const isKept = isLook || has('k') || /zstd|lz4/.test(name)
    return only(
      ...operands.flatMap((file) => [
        onPath('read', file, has('r')),
        ...(isLook ? [] : [onPath('overwrite', isUnpacking ? unpacked(file, suffix) : concat(file, [suffix]))]),
        ...(isKept ? [] : [onPath('delete', file, has('r'))]),
      ]),
    )
  })

const unpacked = (file: Value, suffix: string): Value => {
  const text = literal(file)
  return text === null ? unknown : textValue(text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)
}
