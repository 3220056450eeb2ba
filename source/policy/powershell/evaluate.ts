// Expressions run in the head: what they give, and what they would do.
import type { FileActionKind } from '../action.ts'
import { concat, hole, show, textValue, type Value } from '../value.ts'
import { foldCast, foldIndex } from './casts.ts'
import {
  anything,
  collected,
  either,
  itemsOf,
  list,
  nothing,
  text,
  toBool,
  toText,
  toValue,
  type Datum,
} from './datum.ts'
import { callInstance, callStatic, readProperty, readStatic } from './dotnet.ts'
import { foldBinary, foldUnary } from './fold.ts'
import { nested, setVariable, step, type Machine } from './machine.ts'
import type { Expression, Member, ScriptBlock, Statement, Variable } from './syntax.ts'
import { changeEnvironment, touch } from './touch.ts'
import { isSecretName, readNamed } from './variables.ts'

export function evaluate(machine: Machine, expression: Expression): Datum {
  step(machine)
  switch (expression.kind) {
    case 'text':
      return text(concat(...expression.parts.map((part) => expand(machine, part))))
    case 'number':
      return { is: 'number', number: expression.number }
    case 'variable':
      if (/^[a-z]:/.test(expression.name)) touch(machine, 'read', textValue(expression.name))
      return readNamed(machine, expression.name)
    case 'array':
      return list(expression.items.flatMap((item) => spread(item, evaluate(machine, item))))
    case 'group': {
      const output = machine.run.block(machine, blockOf(expression.statements), { isInPlace: true })
      return expression.form === '@(' && output.is !== 'unknown' ? list(itemsOf(output)) : output
    }
    case 'hash': {
      const entries = expression.entries.map(([key, value]): [string, Datum] => [
        show(toValue(evaluate(machine, key))).toLowerCase(),
        machine.run.block(machine, blockOf([value]), { isInPlace: true }),
      ])
      return { is: 'hash', entries: new Map(entries) }
    }
    case 'block':
      return { is: 'block', block: expression }
    case 'type':
      return { is: 'type', name: expression.name }
    case 'cast':
      return foldCast(expression.type, evaluate(machine, expression.inner))
    case 'unary':
      return evaluateUnary(machine, expression.operator, expression.inner)
    case 'binary':
      return evaluateBinary(machine, expression.operator, expression.left, expression.right)
    case 'choice':
      return evaluateChoice(machine, expression.test, expression.options)
    case 'member':
      return evaluateMember(machine, expression)
    case 'index':
      return foldIndex(evaluate(machine, expression.target), evaluate(machine, expression.index))
  }
}

export const blockOf = (statements: readonly Statement[]): ScriptBlock => ({
  kind: 'block',
  parameters: [],
  statements,
  source: '',
})

/** `@(…)` and splats do not nest inside of a comma list, lists in variables do. */
const spread = (item: Expression, datum: Datum): readonly Datum[] => (item.kind === 'group' ? itemsOf(datum) : [datum])

/** Inside a text an unknown number of words is still one text. */
const expand = (machine: Machine, part: string | Expression): Value =>
  typeof part === 'string' ? textValue(part) : toValue(evaluate(machine, part))

function evaluateUnary(machine: Machine, operator: string, inner: Expression): Datum {
  if ((operator === '!' || operator === 'not') && isPresence(inner)) return { is: 'bool', bool: null }
  const datum = evaluate(machine, inner)
  const isStep = operator === '++'
  if (isStep && inner.kind === 'variable')
    setVariable(machine, inner.name, foldBinary('+', datum, foldUnary('+', text('1'))))
  return isStep ? datum : foldUnary(operator, datum)
}

/** Asking whether a key is set does not show it. */
export const isPresence = (expression: Expression): boolean =>
  expression.kind === 'variable' && expression.name.startsWith('env:') && isSecretName(expression.name.slice(4))
const isNull = (expression: Expression): boolean =>
  (expression.kind === 'variable' && expression.name === 'null') ||
  (expression.kind === 'text' && expression.parts.every((part) => part === ''))

function evaluateBinary(machine: Machine, operator: string, left: Expression, right: Expression): Datum {
  if (/^(?:eq|ne)$/.test(operator) && ((isNull(left) && isPresence(right)) || (isNull(right) && isPresence(left))))
    return { is: 'bool', bool: null }
  if (operator === 'and' || operator === 'or') {
    const [a, b] = [left, right].map((side) => (isPresence(side) ? anything : evaluate(machine, side)))
    return foldBinary(operator, a ?? anything, b ?? anything)
  }
  const [a, b] = [evaluate(machine, left), evaluate(machine, right)]
  for (const operand of [a, b]) if (operand.is === 'block') machine.run.block(machine, operand.block, {})
  return foldBinary(operator, a, b)
}

function evaluateChoice(machine: Machine, test: Expression, [yes, no]: readonly [Expression, Expression]): Datum {
  const known = test === yes || isPresence(test) ? null : toBool(evaluate(machine, test))
  if (known !== null) return evaluate(machine, known ? yes : no)
  return either(evaluate(machine, yes), evaluate(machine, no))
}

function evaluateMember(machine: Machine, member: Member): Datum {
  return nested(machine, () => {
    const target = evaluate(machine, member.target)
    const name = toText(evaluate(machine, member.name))?.toLowerCase() ?? null
    const args = member.args?.map((arg) => evaluate(machine, arg)) ?? null
    if (member.isStatic && target.is !== 'object') {
      const type = target.is === 'type' ? target.name : target.is === 'text' ? toText(target) : null
      return args === null ? readStatic(machine, type, name) : callStatic(machine, type, name, args)
    }
    if (target.is === 'list' && name !== null && target.items.length <= 100 && !listMembers.has(name)) {
      const results = target.items.map((item) =>
        args === null ? readProperty(machine, item, name) : callInstance(machine, item, name, args),
      )
      return collected(results)
    }
    return args === null ? readProperty(machine, target, name) : callInstance(machine, target, name, args)
  })
}
const listMembers = new Set([
  'count',
  'length',
  'foreach',
  'where',
  'invoke',
  'contains',
  'indexof',
  'add',
  'clear',
  'gettype',
  'syncroot',
  'rank',
  'addrange',
  'remove',
  'clone',
  'copyto',
])

/** Properties of files that change them when they are set. */
const settable = new Map<string, FileActionKind>(
  [
    'attributes',
    'isreadonly',
    'lastwritetime',
    'creationtime',
    'lastaccesstime',
    'lastwritetimeutc',
    'creationtimeutc',
    'lastaccesstimeutc',
    'unixfilemode',
  ].map((name) => [name, 'metadata']),
)

/** `target = datum`; what lies behind a property or a drive is an action. */
export function assign(machine: Machine, target: Expression, datum: Datum): void {
  switch (target.kind) {
    case 'variable':
      return assignVariable(machine, target, datum)
    case 'cast':
      return assign(machine, target.inner, foldCast(target.type, datum))
    case 'array': {
      const items = datum.is === 'unknown' ? null : itemsOf(datum)
      for (const [i, one] of target.items.entries()) {
        const isLast = i === target.items.length - 1
        const rest = items === null ? anything : isLast ? collected(items.slice(i)) : (items[i] ?? nothing)
        assign(machine, one, rest)
      }
      return
    }
    case 'member': {
      const object = evaluate(machine, target.target)
      const name = toText(evaluate(machine, target.name))?.toLowerCase() ?? ''
      if (object.is === 'hash' && target.target.kind === 'variable')
        return setVariable(machine, target.target.name, {
          is: 'hash',
          entries: new Map([...object.entries, [name, datum]]),
        })
      return assignProperty(machine, object, name)
    }
    case 'index': {
      const object = evaluate(machine, target.target)
      const key = toText(evaluate(machine, target.index))?.toLowerCase()
      if (target.target.kind !== 'variable') return
      const next: Datum =
        object.is === 'hash' && key !== undefined
          ? { is: 'hash', entries: new Map([...object.entries, [key, datum]]) }
          : anything
      return setVariable(machine, target.target.name, next)
    }
    default:
      evaluate(machine, target)
  }
}

function assignProperty(machine: Machine, object: Datum, name: string): void {
  const kind = settable.get(name)
  for (const item of itemsOf(object)) {
    if (item.is === 'type') readStatic(machine, item.name, name)
    if (kind !== undefined && (item.is === 'file' || item.is === 'unknown'))
      touch(machine, kind, item.is === 'file' ? item.path : hole('any'), { isUnsure: item.is === 'unknown' })
  }
  if (object.is === 'type' && object.name.toLowerCase().endsWith('environment') && name === 'currentdirectory')
    machine.frame.folder = hole('any')
}

function assignVariable(machine: Machine, { name }: Variable, datum: Datum): void {
  const bare = name.replace(/^(?:global|script|local|private|variable|using):/, '')
  if (bare.startsWith('env:')) changeEnvironment(machine, textValue(bare.slice(4)))
  const drive = /^(function|alias):(.+)$/.exec(bare)
  const called = drive?.[2] ?? ''
  if (drive?.[1] === 'function') {
    if (datum.is === 'block') machine.functions.set(called, datum.block)
    else touch(machine, 'modify', textValue(bare))
  } else if (drive?.[1] === 'alias') {
    const meant = toText(datum)
    if (meant === null) touch(machine, 'modify', textValue(bare))
    else machine.aliases.set(called, meant.toLowerCase())
  } else if (/^(?:hk\w+|cert|wsman|[a-z]):/.test(bare)) touch(machine, 'overwrite', textValue(bare))
  else setVariable(machine, bare, datum)
  if (/^(?:global|script):/.test(name)) machine.frame.shared.set(bare, datum)
}
