// dd, split, csplit, truncate and tee: parts of files, and files made of a stream.
import type { Action } from '../action.ts'
import { concat, isKnown, knownStart, literal, show, textValue, type Value } from '../value.ts'
import { doubt, only, onPath, type Analyser } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'

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

const splitGrammar = compileGrammar(
  '-a: -b: -C: -l: -n: -t: -d -e -u -x --filter:code --additional-suffix: --lines: --bytes: --line-bytes: --number: --numeric-suffixes? --hex-suffixes? --suffix-length: --verbose --elide-empty-files --separator:',
)

export const split: Analyser = ({ name, args }) => {
  const { options, operands, strange } = parseOptions(splitGrammar, args)
  const filter = options.find(({ option }) => option.name === 'filter')?.value ?? null
  const [input, prefix = textValue('x')] = operands
  const actions = [
    ...(input && literal(input) !== '-' ? [onPath('read', input)] : []),
    ...(filter ? [] : [onPath('overwrite', concat(prefix, [{ hole: 'name' }]))]),
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
  ]
  return { actions, runs: filter ? [{ kind: 'shell', source: filter }] : [] }
}

const contextGrammar = compileGrammar(
  '-f/--prefix: -b/--suffix-format: -n/--digits: -k/--keep-files -s/-q/--quiet/--silent -z/--elide-empty-files --suppress-matched',
)

export const contextSplit: Analyser = ({ args }) => {
  const { options, operands } = parseOptions(contextGrammar, args)
  const prefix = options.find(({ option }) => option.name === 'f')?.value ?? textValue('xx')
  return {
    actions: [
      ...operands.slice(0, 1).map((path) => onPath('read', path)),
      onPath('overwrite', concat(prefix, [{ hole: 'name' }])),
    ],
    runs: [],
  }
}

const truncateGrammar = compileGrammar('-c/--no-create -o/--io-blocks -r/--reference: -s/--size:')

/** A size that may be nothing empties the file; any other cuts or lengthens it. */
const keepsSome = /^(?:[+>%<]?0*[1-9]\d*[A-Za-z]*|[+>]\d+[A-Za-z]*)$/

export const truncate: Analyser = ({ name, args }) => {
  const { options, operands, strange, mayHideOption } = parseOptions(truncateGrammar, args)
  const size = options.find(({ option }) => option.name === 's')?.value ?? []
  const kind = keepsSome.test(literal(size) ?? '') ? 'modify' : 'truncate'
  return only(
    ...operands.map((path) => onPath(kind, path)),
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(mayHideOption ? [doubt('unknown-option', name)] : []),
  )
}

const teeGrammar = compileGrammar('-a/--append -i/--ignore-interrupts -p --output-error?')

/** What nothing is written to is empty. */
export const tee: Analyser = ({ name, args, stdin }) => {
  const { options, operands, strange, mayHideOption } = parseOptions(teeGrammar, args)
  const kind = options.some(({ option }) => option.name === 'a')
    ? 'append'
    : literal(stdin) === ''
      ? 'truncate'
      : 'overwrite'
  return only(
    ...operands.map((path) => onPath(kind, path)),
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(mayHideOption ? [doubt('unknown-option', name)] : []),
  )
}
