// Statements run in the head: every branch, every loop, with what each would call.
import type { Redirection } from '../model/action.ts'
import { type Value } from '../model/value.ts'
import {
  anything,
  collected,
  either,
  itemsOf,
  nothing,
  someNumber,
  toBool,
  toText,
  toValue,
  type Datum,
} from './datum.ts'
import { assign } from './assign.ts'
import { convert } from './conversions.ts'
import { evaluate, isPresence } from './evaluate.ts'
import { foldBinary } from './fold.ts'
import { fork, forget, innerScope } from './frames.ts'
import { invoke } from './invoke.ts'
import { act, record, setVariable, variable, withItem, type Machine, type Scope } from './machine.ts'
import type { Expression, FileRedirection, Pipeline, ScriptBlock, Stage, Statement } from './syntax.ts'
import { touch } from './touch.ts'
import { limits } from '../limits.ts'

/** Runs a block; one that calls itself runs a second time with nothing known, then no further. */
export function runBlock(machine: Machine, block: ScriptBlock, { variables, isInPlace = false }: Scope): Datum {
  machine.budget.spend()
  const repeats = isInPlace ? 0 : machine.active.filter((active) => active === block).length
  if (repeats >= limits.repeats) return anything
  const outer = machine.frame
  if (!isInPlace) machine.frame = innerScope(machine)
  try {
    return machine.budget.deeper(limits.powershellCalls, () => {
      if (!isInPlace) machine.active.push(block)
      for (const { name, initial } of block.parameters)
        if (variables?.has(name) !== true)
          setVariable(machine, name, initial === null ? anything : evaluate(machine, initial))
      for (const [name, value] of variables ?? []) setVariable(machine, name, repeats > 0 ? anything : value)
      for (const { name, types } of block.parameters) {
        const made = types.reduceRight(
          (datum, type) => convert(machine, type, datum),
          variable(machine, name) ?? anything,
        )
        setVariable(machine, name, made)
      }
      return runStatements(machine, block.statements)
    })
  } finally {
    if (!isInPlace) {
      machine.active.pop()
      outer.folder = machine.frame.folder
      for (const [name, datum] of machine.frame.shared) {
        outer.variables.set(name, datum)
        outer.shared.set(name, datum)
      }
      machine.frame = outer
    }
  }
}

function runStatements(machine: Machine, statements: readonly Statement[]): Datum {
  const output: Datum[] = []
  for (const statement of statements) {
    const datum = runStatement(machine, statement)
    if (datum.is !== 'null' || statements.length === 1) output.push(...(datum.is === 'null' ? [] : [datum]))
  }
  return collected(output)
}

function runStatement(machine: Machine, statement: Statement): Datum {
  machine.budget.spend()
  switch (statement.kind) {
    case 'pipeline':
      return runPipeline(machine, statement)
    case 'assign':
      return runAssignment(machine, statement)
    case 'function':
      machine.functions.set(statement.name, statement.block)
      return nothing
    case 'branches':
    case 'switch':
      return runBranches(machine, statement)
    case 'loop':
      return runLoop(machine, statement)
    case 'foreach':
      return runForeach(machine, statement)
    case 'sequence':
      return collected(statement.bodies.map((body) => runBlock(machine, body, { isInPlace: true })).flatMap(itemsOf))
    case 'leave':
      return statement.value === null ? nothing : runStatement(machine, statement.value)
    case 'opaque':
      act(machine, { kind: 'unknown', doubt: statement.doubt, detail: statement.detail })
      return nothing
  }
}

/** The text of a span; of generated code the span stays where the code comes from. */
function at<T>(machine: Machine, span: { start: number; end: number }, work: (source: string) => T): T {
  const outer = machine.span
  if (!machine.isGenerated) machine.span = { start: span.start, end: span.end }
  try {
    return work(machine.source.slice(span.start, span.end))
  } finally {
    machine.span = outer
  }
}

function runAssignment(machine: Machine, statement: Statement & { kind: 'assign' }): Datum {
  return at(machine, statement, (source) => {
    record(
      machine,
      source,
      () => {
        const added = valueOf(machine, statement.value)
        const isPlain = statement.operator === '='
        const { target } = statement
        const before = isPlain ? nothing : evaluate(machine, target)
        const datum = isPlain
          ? added
          : statement.operator === '??='
            ? either(before, added)
            : combine(before, statement.operator, added)
        assign(machine, target, datum)
      },
      () => ({ program: '', name: '', args: [] }),
    )
    return nothing
  })
}
/** A bare expression is part of the assignment, no command of its own. */
function valueOf(machine: Machine, value: Statement): Datum {
  const only = value.kind === 'pipeline' && value.stages.length === 1 ? value.stages[0] : undefined
  return only?.words === null && only.redirections.length === 0
    ? evaluate(machine, only.head)
    : runStatement(machine, value)
}
const combine = (before: Datum, operator: string, added: Datum): Datum =>
  foldBinary(operator.slice(0, -1), before, added)

function runBranches(machine: Machine, statement: Statement & { kind: 'branches' | 'switch' }): Datum {
  const isIf = statement.kind === 'branches'
  const tests = statement.tests.map((test) => (isIf ? condition(machine, test) : runStatement(machine, test)))
  const [subject = anything] = tests
  if (statement.kind === 'switch' && statement.isFile) touch(machine, 'read', toValue(subject))
  if (isIf && tests.length === 1) {
    const known = toBool(subject)
    const body = statement.bodies[known === false ? 1 : 0]
    if (known !== null) return body === undefined ? nothing : runBlock(machine, body, { isInPlace: true })
  }
  const works = statement.bodies.map((body) => () => {
    const run = () => runBlock(machine, body, { isInPlace: true })
    return isIf ? run() : withItem(machine, subject, run)
  })
  return fork(machine, works, !isIf || statement.bodies.length === tests.length)
}

/** Asking whether a key is there does not show it. */
function condition(machine: Machine, test: Statement): Datum {
  const head = test.kind === 'pipeline' && test.stages.length === 1 ? test.stages[0]?.head : undefined
  const inner = head?.kind === 'group' && head.statements.length === 1 ? head.statements[0] : undefined
  const asked = inner?.kind === 'pipeline' && inner.stages.length === 1 ? inner.stages[0] : undefined
  if (asked?.words === null && isPresence(asked.head)) return anything
  return runStatement(machine, test)
}

/** The variables that a loop changes are not known in it, but a counter stays a number. */
function runLoop(machine: Machine, { head, body }: Statement & { kind: 'loop' }): Datum {
  const [start, ...rest] = head
  if (start !== undefined) runStatement(machine, start)
  forget(machine, [...rest, ...body.statements, ...(head.length === 1 ? head : [])])
  const run = () => {
    for (const test of rest) runStatement(machine, test)
    return runBlock(machine, body, { isInPlace: true })
  }
  return fork(machine, [run], true)
}

function runForeach(machine: Machine, { variable, items, body }: Statement & { kind: 'foreach' }): Datum {
  const over = runStatement(machine, items)
  const each = over.is === 'list' ? over.items : over.is === 'null' ? [] : [over]
  const run = (item: Datum) => {
    setVariable(machine, variable, item)
    return runBlock(machine, body, { isInPlace: true })
  }
  if (each.length <= limits.unrolled && over.is !== 'unknown') return collected(each.map(run).flatMap(itemsOf))
  forget(machine, body.statements)
  return fork(machine, [() => run(each.every(({ is }) => is === 'number') ? someNumber : anything)], true)
}

function runPipeline(machine: Machine, { stages }: Pipeline): Datum {
  let input: Datum | null = null
  for (const stage of stages) {
    const arrived: Datum | null = input
    input = at(machine, stage, (source) => runStage(machine, stage, source, arrived))
  }
  return input ?? nothing
}

/** Writes each redirection's target down and gives them for the record. */
function redirect(
  machine: Machine,
  redirections: readonly FileRedirection[],
  content: Datum = anything,
): Redirection[] {
  return redirections.map(({ operator, target }) => {
    if (target === null) return { operator, target: null }
    const datum = evaluate(machine, target)
    if (datum.is === 'null') return { operator, target: null }
    const path: Value = toValue(datum)
    touch(machine, operator.endsWith('>>') ? 'append' : content.is === 'null' ? 'truncate' : 'overwrite', path, {
      isLiteral: toText(datum) !== null,
    })
    return { operator, target: path }
  })
}

const isBareValue = (expression: Expression): boolean =>
  expression.kind === 'group' &&
  expression.form === '(' &&
  expression.statements.every(({ kind }) => kind === 'pipeline')

function runStage(machine: Machine, stage: Stage, source: string, input: Datum | null): Datum {
  if (stage.words !== null)
    return invoke(machine, stage, source, input, (redirections) => redirect(machine, redirections))
  // A group alone is judged by the commands inside of it.
  if (isBareValue(stage.head) && stage.redirections.length === 0) return evaluate(machine, stage.head)
  let redirections: Redirection[] = []
  return record(
    machine,
    source,
    () => {
      const datum = evaluate(machine, stage.head)
      redirections = redirect(machine, stage.redirections, datum)
      return datum
    },
    () => ({ program: '', name: '', args: [], redirections }),
  )
}
