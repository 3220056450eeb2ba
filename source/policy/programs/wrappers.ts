// Programs that run another program: one row each says which options take values and what comes before the command.
import { knownStart, literal, spaced, splitValue, textValue, unknown, type Value } from '../model/value.ts'
import { act, allVariables, doubt, only, onPath, shell, type Analyser, type Found } from '../grammar/analysis.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { readBy, type Read } from '../grammar/reader.ts'
import { inRole } from '../grammar/spec.ts'
import { table, type Wrapper } from './wrapper-table.ts'

function analyse(name: string, wrapper: Wrapper): Analyser {
  const grammar = compileGrammar(wrapper.options ?? '', wrapper.isOpen)
  return (call) => {
    const { args, stdin } = call
    const isSkipped = wrapper.skipped?.test(literal(args[0] ?? []) ?? '') === true
    const parsed = parseOptions(grammar, isSkipped ? args.slice(1) : args, wrapper.file !== undefined)
    const { options, operands, strange, has, valueOf, valuesOf } = readBy(parsed, call)
    const given = only(
      options.map(({ option: { role }, value }) => {
        if (value === null) return null
        if (role === 'code') return Object.assign(shell(value), { stdin })
        return role === 'profile' ? profile(value) : inRole(role, value)
      }),
    )
    const isEnv = name === 'env'
    let words = isEnv && strange.length === 0 ? [...valuesOf('S').flatMap(splitText), ...operands] : operands
    let made: Found = null
    if (wrapper.file !== undefined) {
      const end = args.findIndex((arg) => literal(arg) === '--')
      words = end < 0 ? [] : args.slice(end + 1)
      const [file = textValue(wrapper.file)] = operands.slice(0, operands.length - words.length)
      made = { kind: 'overwrite', path: file }
    }
    const isNamed = (word: Value) =>
      wrapper.hasAssignments === true && /^[A-Za-z_][A-Za-z0-9_]*=/.test(knownStart(word))
    const first = words.findIndex((word) => !isNamed(word))
    const assigned = words.slice(0, first < 0 ? words.length : first)
    words = words.slice(assigned.length)
    // A number is a descriptor that is open already.
    const [lock] = words
    const isLock = wrapper.isLock && lock && !/^\d+$/.test(literal(lock) ?? '')
    words = words.slice(wrapper.skip ?? 0)
    const run = (): Found => {
      if (name === 'command' && has('v', 'V')) return null
      if (wrapper.code === 'c' && literal(words[0] ?? []) === '-c') return shell(words[1] ?? unknown)
      if (words.length === 0) return wrapper.isShell && given.runs.length === 0 && { kind: 'shell', source: stdin }
      if (wrapper.joins) return shell(spaced(words))
      const folder = wrapper.isInside ? lock : wrapper.folder === undefined ? null : valueOf(wrapper.folder)
      return { kind: 'words', words, stdin, ...(folder && { folder }) }
    }
    return only(
      wrapper.always?.map((kind) => act(kind, name)),
      wrapper.tellsAll !== undefined && shows(wrapper.tellsAll, options) && allVariables(name),
      name === 'strace' && has('u') && act('privilege', 'strace -u'),
      made,
      given,
      wrapper.isOpen !== true && strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
      assigned.map((word) => assignmentActions(word)),
      isLock && onPath('create', lock),
      isEnv && words.length === 0 && !has('S') && allVariables('env'),
      run(),
    )
  }
}

/** Is one of these options given, by its name or with its value? */
const shows = (names: string, options: Read['options']): boolean =>
  options.some(({ option: { name }, value }) => {
    const words = names.split(' ')
    return words.includes(name) || (value !== null && words.includes(`${name}:${literal(value) ?? ''}`))
  })

/** What a tool of valgrind counts lands in files beside. */
const profile = (tool: Value): Found =>
  !/^(?:memcheck|helgrind|drd|none|lackey)$/.test(literal(tool) ?? '') && onPath('create', [{ hole: 'name' }])

const splitText = (value: Value): Value[] => splitValue(value, ' ').filter((word) => word.length > 0)

export const wrappers: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries(table).map(([name, wrapper]) => [name, analyse(name, wrapper)]),
)
