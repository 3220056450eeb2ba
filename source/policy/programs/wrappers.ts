// Programs that run another program: one row each says which options take values and what comes before the command.
import type { Action } from '../model/action.ts'
import { concat, knownStart, literal, splitValue, textValue, unknown, type Value } from '../model/value.ts'
import { act, allVariables, doubt, onPath, shell, type Analyser, type Run } from '../grammar/analysis.ts'
import { assignmentActions } from '../grammar/environment.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { inRole } from '../grammar/spec.ts'
import { table, type Wrapper } from './wrapper-table.ts'

function analyse(name: string, wrapper: Wrapper): Analyser {
  const grammar = compileGrammar(wrapper.options ?? '', wrapper.isOpen)
  return ({ args, stdin }) => {
    const isSkipped = wrapper.skipped?.test(literal(args[0] ?? []) ?? '') === true
    const parsed = parseOptions(grammar, isSkipped ? args.slice(1) : args, wrapper.file !== undefined)
    const actions: Action[] = (wrapper.always ?? []).map((kind) => act(kind, name))
    const runs: Run[] = []
    let folder: Value | undefined
    let words = parsed.operands
    if (wrapper.file !== undefined) {
      const end = args.findIndex((arg) => literal(arg) === '--')
      words = end < 0 ? [] : args.slice(end + 1)
      const [file = textValue(wrapper.file)] = parsed.operands.slice(0, parsed.operands.length - words.length)
      actions.push({ kind: 'overwrite', path: file })
    }
    for (const { option, value } of parsed.options) {
      if (value === null) continue
      if (option.role === 'code') runs.push({ ...shell(value), stdin })
      else if (option.role === 'network') actions.push(act('network', name))
      else if (option.role === 'profile') actions.push(...profile(value))
      else {
        const found = inRole(option.role, value)
        actions.push(...found.actions)
        runs.push(...found.runs)
      }
      if (option.name === wrapper.folder) folder = value
      if (name === 'env' && option.name === 'S') words = [...splitText(value), ...words]
    }
    if (wrapper.isOpen !== true)
      actions.push(...parsed.strange.map((option) => doubt('unknown-option', `${name} ${option}`)))
    if (name === 'env' && parsed.strange.length > 0) words = parsed.operands
    if (wrapper.hasAssignments) {
      const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(knownStart(word)))
      for (const word of words.slice(0, Math.max(0, first < 0 ? words.length : first)))
        actions.push(...assignmentActions(word))
      words = first < 0 ? [] : words.slice(first)
    }
    // A number is a descriptor that is open already.
    const [lock] = words
    if (wrapper.isLock && lock && !/^\d+$/.test(literal(lock) ?? '')) actions.push(onPath('create', lock))
    words = words.slice(wrapper.skip ?? 0)
    if (name === 'env' && words.length === 0 && !parsed.options.some(({ option }) => option.name === 'S'))
      actions.push(allVariables('env'))
    const isLook = name === 'command' && parsed.options.some(({ option }) => option.name === 'v' || option.name === 'V')
    if (isLook) return { actions, runs: [] }
    if (wrapper.code === 'c' && literal(words[0] ?? []) === '-c') runs.push(shell(words[1] ?? unknown))
    else if (words.length > 0 && wrapper.joins)
      runs.push(shell(concat(...words.flatMap((word, i) => (i === 0 ? [word] : [textValue(' '), word])))))
    else if (words.length > 0) runs.push({ kind: 'words', words, stdin, ...(folder ? { folder } : {}) })
    else if (wrapper.isShell && runs.length === 0) runs.push({ kind: 'shell', source: stdin })
    return { actions, runs }
  }
}

/** What a tool of valgrind counts lands in files beside. */
const profile = (tool: Value): Action[] =>
  /^(?:memcheck|helgrind|drd|none|lackey)$/.test(literal(tool) ?? '') ? [] : [onPath('create', [{ hole: 'name' }])]

const splitText = (value: Value): Value[] => splitValue(value, ' ').filter((word) => word.length > 0)

export const wrappers: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries(table).map(([name, wrapper]) => [name, analyse(name, wrapper)]),
)
