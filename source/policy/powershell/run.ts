// Statements run in the head: every branch, every loop, with what each would call.
import { anything, collected, either, itemsOf, nothing, someNumber, toBool, toValue, type Datum } from './datum.ts'
import { Ways } from '../machine/ways.ts'
import type { Span } from '../model/action.ts'
import { isKnown } from '../model/value.ts'
import { convert } from './casts.ts'
import { assign, evaluate, isPresence } from './evaluate.ts'
import { again, defineFunction, perhaps, settled } from './definitions.ts'
import { foldBinary } from './fold.ts'
import { copied, joined } from './frames.ts'
import { invoke, redirect } from './invoke.ts'
import {
  act,
  record,
  setVariable,
  variable,
  withItem,
  within,
  type Frame,
  type Machine,
  type Scope,
} from './machine.ts'
import type { Expression, Pipeline, ScriptBlock, Stage, Statement } from './syntax.ts'
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
      const run = () => runStatements(machine, block.statements)
      return isInPlace ? run() : perhaps(machine, run)
    })
  } finally {
    if (!isInPlace) {
      machine.active.pop()
      outer.folder = machine.frame.folder
      outer.others = machine.frame.others
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
      defineFunction(machine, statement.name, statement.block)
      return nothing
    case 'branches':
      return runBranches(machine, statement)
    case 'loop':
      return runLoop(machine, statement)
    case 'foreach':
      return runForeach(machine, statement)
    case 'sequence':
      return runSequence(machine, statement.bodies)
    case 'opaque':
      act(machine, { kind: 'unknown', doubt: statement.doubt, detail: statement.detail })
      return nothing
  }
}

/** Of `try` and `catch` none may run to its end. */
function runSequence(machine: Machine, bodies: readonly ScriptBlock[]): Datum {
  const run = () => bodies.map((body) => runBlock(machine, body, { isInPlace: true }))
  return collected((bodies.length > 1 ? perhaps(machine, run) : run()).flatMap(itemsOf))
}

/** The text of a span; of generated code the span stays where the code comes from. */
const at = (machine: Machine, { start, end }: Span, work: (source: string) => Datum): Datum =>
  within(machine, machine.isGenerated ? {} : { span: { start, end } }, () => work(machine.source.slice(start, end)))

const runAssignment = (machine: Machine, statement: Statement & { kind: 'assign' }): Datum =>
  at(machine, statement, (source) =>
    record(machine, source, () => {
      const { target, operator, value } = statement
      // A bare expression is part of the assignment, no command of its own.
      const head = expressionOf(value)
      const added = head === null ? runStatement(machine, value) : evaluate(machine, head)
      const before = operator === '=' ? nothing : evaluate(machine, target)
      if (operator === '=') assign(machine, target, added)
      else if (operator === '??=') assign(machine, target, either(before, added))
      else assign(machine, target, foldBinary(operator.slice(0, -1), before, added))
      return nothing
    }),
  )

/** The expression, when a statement is nothing else. */
function expressionOf(statement: Statement | undefined): Expression | null {
  const stage = statement?.kind === 'pipeline' && statement.stages.length === 1 ? statement.stages[0] : undefined
  return stage?.words === null && stage.redirections.length === 0 ? stage.head : null
}

function runBranches(machine: Machine, { of, tests, bodies }: Statement & { kind: 'branches' }): Datum {
  const isIf = of === 'if'
  const said = tests.map((test) => (isIf ? condition(machine, test) : runStatement(machine, test)))
  const [subject = anything] = said
  const known = isIf && said.length === 1 ? toBool(subject) : null
  const run = (body: ScriptBlock) => runBlock(machine, body, { isInPlace: true })
  if (of === 'switch -File') touch(machine, 'read', toValue(subject))
  if (known !== null) {
    const body = bodies[known ? 0 : 1]
    return body === undefined ? nothing : run(body)
  }
  const works = bodies.map((body) => () => (isIf ? run(body) : withItem(machine, subject, () => run(body))))
  return fork(machine, works, !isIf || bodies.length === said.length)
}

/** Asking whether a key is there does not show it. */
function condition(machine: Machine, test: Statement): Datum {
  const head = expressionOf(test)
  const inner = head?.kind === 'group' && head.statements.length === 1 ? expressionOf(head.statements[0]) : null
  return inner !== null && isPresence(inner) ? anything : runStatement(machine, test)
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
  return fork(machine, [() => again(machine, run)], true)
}

function runForeach(machine: Machine, { variable, items, body }: Statement & { kind: 'foreach' }): Datum {
  const over = runStatement(machine, items)
  const each = over.is === 'list' ? over.items : over.is === 'null' ? [] : [over]
  const run = (item: Datum) => {
    setVariable(machine, variable, item)
    return runBlock(machine, body, { isInPlace: true })
  }
  const isFew = each.length <= limits.unrolled && over.is !== 'unknown'
  if (isFew && each.every(isSure)) return collected(each.map(run).flatMap(itemsOf))
  // A pattern may stand for several files.
  if (isFew) return fork(machine, [() => settled(machine, () => collected(each.map(run).flatMap(itemsOf)))], true)
  forget(machine, body.statements)
  const some = each.every(({ is }) => is === 'number') ? someNumber : anything
  return fork(machine, [() => again(machine, () => run(some))], true)
}

const isSure = (datum: Datum): boolean => datum.is !== 'file' || isKnown(datum.value)

function runPipeline(machine: Machine, { stages }: Pipeline): Datum {
  let input: Datum | null = null
  for (const stage of stages) {
    const arrived: Datum | null = input
    input = at(machine, stage, (source) => runStage(machine, stage, source, arrived))
  }
  return input ?? nothing
}

function runStage(machine: Machine, stage: Stage, source: string, input: Datum | null): Datum {
  const { head, redirections } = stage
  if (stage.words !== null) return invoke(machine, stage, source, input)
  // A group alone is judged by the commands inside of it.
  const isGroup = head.kind === 'group' && head.form === '(' && head.statements.every(({ kind }) => kind === 'pipeline')
  if (isGroup && redirections.length === 0) return evaluate(machine, head)
  return record(machine, source, (said) => {
    const datum = evaluate(machine, head)
    said.redirections = redirect(machine, redirections, datum)
    return datum
  })
}

const innerScope = (machine: Machine): Frame => ({ ...copied(machine, machine.frame), shared: new Map() })

/** Runs each body on its own copy of the variables, then keeps what all agree on. */
function fork(machine: Machine, works: readonly (() => Datum)[], mayPass: boolean): Datum {
  const before = machine.frame
  const ways = new Ways({ copy: (frame) => copied(machine, frame), join: joined }, before)
  if (mayPass) ways.pass()
  const results = works.map((work) =>
    ways.take((own) => {
      machine.frame = own
      return perhaps(machine, work)
    }),
  )
  machine.frame = before
  if (works.length === 0 && !mayPass) return nothing
  const after = ways.joined()
  before.folder = after.folder
  before.others = after.others
  for (const [name, datum] of after.variables) before.variables.set(name, datum)
  return mayPass ? collected(results.flatMap(itemsOf).length > 0 ? [anything] : []) : results.reduce(either)
}

/** Forgets what the statements assign, except that counters stay numbers. */
function forget(machine: Machine, statements: readonly Statement[]): void {
  const text = JSON.stringify(statements, (key: string, value: unknown) => (key === 'source' ? undefined : value))
  const { variables } = machine.frame
  for (const [name, datum] of variables) {
    if (!text.includes(`"name":${JSON.stringify(name)}`) && !text.includes(`"variable":${JSON.stringify(name)}`))
      continue
    const isCounter = datum.is === 'number' && !isReassigned(statements, name)
    variables.set(name, isCounter ? someNumber : anything)
  }
}
const isReassigned = (statements: readonly Statement[], name: string): boolean =>
  JSON.stringify(statements).includes(`"kind":"assign","target":{"kind":"variable","name":${JSON.stringify(name)}`)
