// dd, split, csplit, truncate and tee: parts of files, and files made of a stream.
import type { Action } from '../model/action.ts'
import { concat, isKnown, knownStart, literal, show, textValue, type Value } from '../model/value.ts'
import { doubt, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'

export const convert: Analyser = ({ args }) => {
  const actions: Action[] = []
  const has = (pattern: RegExp) => args.some((other) => pattern.test(literal(other) ?? ''))
  for (const word of args) {
    const start = knownStart(word)
    const at = start.indexOf('=')
    const key = start.slice(0, at)
    const value: Value = at < 0 ? [] : concat([start.slice(at + 1)], word.slice(1))
    if (key === 'if') actions.push(onPath('read', value))
    else if (key === 'of')
      actions.push(
        onPath(
          has(/^(?:conv=\S*notrunc|oflag=\S*append)/)
            ? 'modify'
            : has(/^(?:if=\/dev\/null|count=0)$/)
              ? 'truncate'
              : 'overwrite',
          value,
        ),
      )
    else if (at < 0 && !isKnown(word)) actions.push(doubt('unknown-option', `dd ${show(word)}`))
  }
  return { actions, runs: [] }
}

export const split = reader(
  '-a: -b: -C: -l: -n: -t: -d -e -u -x --filter:code --additional-suffix: --lines: --bytes: --line-bytes: --number: --numeric-suffixes? --hex-suffixes? --suffix-length: --verbose --elide-empty-files --separator:',
  ({ operands: [input = [], prefix = textValue('x')], has }) =>
    only(
      ...(/^-?$/.test(literal(input) ?? 'x') ? [] : [onPath('read', input)]),
      ...(has('filter') ? [] : [onPath('overwrite', concat(prefix, [{ hole: 'name' }]))]),
    ),
)

export const contextSplit = reader(
  '-f/--prefix: -b/--suffix-format: -n/--digits: -k/--keep-files -s/-q/--quiet/--silent -z/--elide-empty-files --suppress-matched',
  ({ operands, valueOf }) =>
    only(
      ...operands.slice(0, 1).map((path) => onPath('read', path)),
      onPath('overwrite', concat(valueOf('f') ?? textValue('xx'), [{ hole: 'name' }])),
    ),
)

/** A size that may be nothing empties the file; any other cuts or lengthens it. */
const keepsSome = /^(?:[+>%<]?0*[1-9]\d*[A-Za-z]*|[+>]\d+[A-Za-z]*)$/

export const truncate = reader('-c/--no-create -o/--io-blocks -r/--reference: -s/--size:', ({ operands, valueOf }) => {
  const kind = keepsSome.test(literal(valueOf('s') ?? []) ?? '') ? 'modify' : 'truncate'
  return only(...operands.map((path) => onPath(kind, path)))
})

/** What nothing is written to is empty. */
export const tee = reader('-a/--append -i/--ignore-interrupts -p --output-error?', ({ operands, has, call }) => {
  const kind = has('a') ? 'append' : literal(call.stdin) === '' ? 'truncate' : 'overwrite'
  return only(...operands.map((path) => onPath(kind, path)))
})
