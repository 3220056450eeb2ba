// dd, split, csplit, truncate and tee: parts of files, and files made of a stream.
import { concat, cut, fits, isKnown, knownStart, literal, show, textValue } from '../model/value.ts'
import { doubt, onEach, onPath } from '../grammar/analysis.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { alike } from '../among.ts'

const convert: Reader = ({ args }) => {
  const has = (pattern: RegExp) => args.some(fits(pattern))
  const isPart = has(/^(?:conv=\S*notrunc|oflag=\S*append)/)
  const written = isPart ? 'modify' : has(/^(?:if=\/dev\/null|count=0)$/) ? 'truncate' : 'overwrite'
  return args.map((word) => {
    const [, key = ''] = /^([^=]*)=/.exec(knownStart(word)) ?? []
    if (key === 'if') return onPath('read', cut(word, 3))
    if (/^(?:of|\w*log)$/.test(key)) return onPath(written, cut(word, key.length + 1))
    return !knownStart(word).includes('=') && !isKnown(word) && doubt('unknown-option', `dd ${show(word)}`)
  })
}

const split = reader(
  '-a: -b: -C: -l: -n: -t: -d -e -u -x --filter:code --additional-suffix: --lines: --bytes: --line-bytes: --number: --numeric-suffixes? --hex-suffixes? --suffix-length: --verbose --elide-empty-files --separator:',
  ({ operands: [input = [], prefix = textValue('x')], has }) => [
    !/^-?$/.test(literal(input) ?? 'x') && onPath('read', input),
    !has('filter') && onPath('overwrite', concat(prefix, [{ hole: 'name' }])),
  ],
)

const contextSplit = reader(
  '-f/--prefix: -b/--suffix-format: -n/--digits: -k/--keep-files -s/-q/--quiet/--silent -z/--elide-empty-files --suppress-matched',
  ({ operands, valueOf }) => [
    onEach('read', operands.slice(0, 1)),
    onPath('overwrite', concat(valueOf('f') ?? textValue('xx'), [{ hole: 'name' }])),
  ],
)

/** A size that may be nothing empties the file; any other cuts or lengthens it. */
const keepsSome = /^(?:[+>%<]?0*[1-9]\d*[A-Za-z]*|[+>]\d+[A-Za-z]*)$/

const truncate = reader('-c/--no-create -o/--io-blocks -r/--reference: -s/--size:', ({ operands, valueOf }) => {
  const kind = keepsSome.test(literal(valueOf('s') ?? []) ?? '') ? 'modify' : 'truncate'
  return onEach(kind, operands)
})

/** What nothing is written to is empty. */
const tee = reader('-a/--append -i/--ignore-interrupts -p --output-error?', ({ operands, has, call }) => {
  const kind = has('a') ? 'append' : literal(call.stdin) === '' ? 'truncate' : 'overwrite'
  return onEach(kind, operands)
})

export const streamRows: Readonly<Record<string, Row>> = {
  truncate: { about: 'gives files a size', ...truncate },
  ...alike('tee sponge', { about: 'writes what it reads to files', ...tee }),
  ...alike('dd dcfldd', { about: 'copies bytes', read: convert }),
  split: { about: 'parts of a file', ...split },
  csplit: { about: 'parts of a file', ...contextSplit },
}
