// Expressions run in the head: what they give, what they would do, what is assigned to them.
import { nameSet } from '../among.ts'
import { isSecretName } from '../model/secret-names.ts'
import { concat, hole, show, textValue, type Value } from '../model/value.ts'
import { anything, collected, itemsOf, list, someBool, text, toText, toValue, type Datum } from './datum.ts'
import { memberEffects } from './dotnet-methods.ts'
import { callInstance, callStatic, readProperty, readStatic, typeName } from './dotnet.ts'
import { apply } from './effects.ts'
import { setVariable, type Machine } from './machine.ts'
import { add, binary, convert, index, unary } from './operators.ts'
import type { Expression, Member, ScriptBlock, Statement, Variable } from './syntax.ts'
import { defineItem, touch } from './touch.ts'
import { changeDefaults, defaultsName, isDefaults, readNamed } from './variables.ts'
import { limits } from '../limits.ts'

export function evaluate(machine: Machine, expression: Expression): Datum {
  machine.budget.spend()
  switch (expression.kind) {
    case 'text':
      return text(concat(...expression.parts.map((part) => expand(machine, part))))
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
      return { is: 'type', value: [expression.name] }
    case 'cast':
      // Whoever gets the reference may change the variable.
      if (expression.type.name.toLowerCase() === 'ref' && expression.inner.kind === 'variable')
        setVariable(machine, expression.inner.name, anything)
      return convert(machine, expression.type, evaluate(machine, expression.inner))
    case 'unary':
      return evaluateUnary(machine, expression.operator, expression.inner)
    case 'binary':
      return evaluateBinary(machine, expression.operator, expression.left, expression.right)
    case 'member':
      return evaluateMember(machine, expression)
    case 'index':
      return index(evaluate(machine, expression.target), evaluate(machine, expression.index))
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
  if ((operator === '!' || operator === 'not') && isPresence(inner)) return someBool
  const datum = evaluate(machine, inner)
  const isStep = operator === '++'
  if (isStep && inner.kind === 'variable') setVariable(machine, inner.name, add(datum, text('1')))
  return isStep ? datum : unary(operator, datum)
}

/** Asking whether a key is set does not show it. */
export const isPresence = (expression: Expression): boolean =>
  expression.kind === 'variable' && expression.name.startsWith('env:') && isSecretName(expression.name.slice(4))
const isNull = (expression: Expression): boolean =>
  (expression.kind === 'variable' && expression.name === 'null') ||
  (expression.kind === 'text' && expression.parts.every((part) => part === ''))

function evaluateBinary(machine: Machine, operator: string, left: Expression, right: Expression): Datum {
  const isAsked = (side: Expression, other: Expression): boolean =>
    isPresence(side) && (/^(?:and|or|\?)$/.test(operator) || (/^(?:eq|ne)$/.test(operator) && isNull(other)))
  const a = isAsked(left, right) ? anything : evaluate(machine, left)
  const b = isAsked(right, left) ? anything : evaluate(machine, right)
  for (const operand of [...itemsOf(a), ...itemsOf(b)])
    if (operand.is === 'block') machine.run.block(machine, operand.block, {})
  const type = operator === 'as' ? toText(b) : null
  return type === null ? binary(operator, a, b) : convert(machine, { name: type, args: [] }, a)
}

function evaluateMember(machine: Machine, member: Member): Datum {
  return machine.budget.deeper(limits.powershellCalls, () => {
    const target = evaluate(machine, member.target)
    const name = toText(evaluate(machine, member.name))?.toLowerCase() ?? null
    const args = member.args?.map((arg) => evaluate(machine, arg)) ?? null
    forgetChanged(machine, member, target, name)
    if (member.isStatic && target.is !== 'object') {
      const type = target.is === 'type' || target.is === 'text' ? toText(target) : null
      return args === null ? readStatic(machine, type, name) : callStatic(machine, type, name, args)
    }
    const of = (item: Datum): Datum =>
      args === null ? readProperty(machine, item, name) : callInstance(machine, item, name, args)
    const isEach = target.is === 'list' && name !== null && target.items.length <= 100 && !listMembers.has(name)
    return isEach ? collected(target.items.map(of)) : of(target)
  })
}
/** Methods that change what a variable holds make it unknown. */
function forgetChanged(machine: Machine, { target, args }: Member, datum: Datum, name: string | null): void {
  const isArray = datum.is === 'type' && /^(?:system\.)?array$/i.test(show(datum.value))
  for (const arg of args ?? []) {
    const isReference = arg.kind === 'cast' && arg.type.name.toLowerCase() === 'ref'
    const inner = isReference ? arg.inner : arg
    if ((isArray || isReference) && inner.kind === 'variable') setVariable(machine, inner.name, anything)
  }
  const isHolder = datum.is === 'list' || datum.is === 'hash'
  if (
    isHolder &&
    args !== null &&
    target.kind === 'variable' &&
    !/^(?:contains\w*|get\w*|tostring|foreach|where|indexof)$/.test(name ?? '')
  )
    setVariable(machine, target.name, anything)
}
const listMembers = nameSet(
  'count length foreach where contains indexof add clear gettype syncroot rank addrange remove clone copyto',
)

/** `target = datum`; what lies behind a property or a drive is an action. */
export function assign(machine: Machine, target: Expression, datum: Datum): void {
  switch (target.kind) {
    case 'variable':
      return assignVariable(machine, target, datum)
    case 'cast':
      return assign(machine, target.inner, convert(machine, target.type, datum))
    case 'array': {
      const items = datum.is === 'unknown' ? null : itemsOf(datum)
      for (const [i, one] of target.items.entries()) {
        const end = i === target.items.length - 1 ? undefined : i + 1
        assign(machine, one, items === null ? anything : collected(items.slice(i, end)))
      }
      return
    }
    case 'member':
    case 'index': {
      const object = evaluate(machine, target.target)
      const at = evaluate(machine, target.kind === 'member' ? target.name : target.index)
      const key = toText(at)?.toLowerCase()
      const holder = target.target.kind === 'variable' ? target.target.name : null
      if (isDefaults(object)) return changeDefaults(machine, at)
      // A handler that the engine calls later (`PreCommandLookupAction`).
      if (datum.is === 'block' && object.is !== 'hash') machine.run.block(machine, datum.block, {})
      if (holder !== null && object.is === 'hash' && key !== undefined)
        setVariable(machine, holder, { is: 'hash', entries: new Map([...object.entries, [key, datum]]) })
      else if (holder !== null && target.kind === 'index') setVariable(machine, holder, anything)
      else if (target.kind === 'member') assignProperty(machine, object, key ?? '', datum)
      return
    }
    default:
      evaluate(machine, target)
  }
}

function assignProperty(machine: Machine, object: Datum, name: string, value: Datum): void {
  for (const item of itemsOf(object)) {
    if (item.is === 'type') readStatic(machine, show(item.value), name)
    const of = item.is === 'type' ? `${typeName(show(item.value))}::` : item.is === 'unknown' ? '.' : `${item.is}.`
    const effects = memberEffects(of, `${name}=`) ?? ''
    apply(machine, effects, [value], item.is === 'file' ? item.value : hole('any'), name)
  }
}

function assignVariable(machine: Machine, { name }: Variable, datum: Datum): void {
  const bare = name.replace(/^(?:global|script|local|private|variable|using):/, '')
  const path = textValue(bare)
  if (bare === defaultsName) changeDefaults(machine, datum)
  else if (!/^(?:env|function|alias|hk\w+|cert|wsman|[a-z]):/.test(bare)) setVariable(machine, bare, datum)
  else if (!defineItem(machine, path, datum)) touch(machine, 'overwrite', path)
  if (/^(?:global|script):/.test(name)) machine.frame.shared.set(bare, datum)
}
