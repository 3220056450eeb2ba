// Statements run in the head: every branch, every loop, with what each would call.
import {
  anything,
  collected,
  either,
  isNumber,
  isSure,
  itemsOf,
  nothing,
  someNumber,
  toBool,
  toValue,
  type Datum,
} from './datum.ts'
import { Ways } from '../machine/ways.ts'
import type { Span } from '../model/action.ts'
import { assign, evaluate, isPresence } from './evaluate.ts'
import { become, copied, define, joined, perhaps, repeated } from './frames.ts'
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
import { binary, convert } from './operators.ts'
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
      for (const [name, value] of variables ?? []) setVariable(machine, name, repeats > 0 ? anything : value)
      for (const { name, types, initial } of block.parameters) {
        const given = variables?.has(name) === true ? variable(machine, name) : initial && evaluate(machine, initial)
        const made = types.reduceRight((datum, type) => convert(machine, type, datum), given ?? anything)
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
      define(machine, statement.name, statement.block)
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
      else assign(machine, target, binary(operator.slice(0, -1), before, added))
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

/** Nobody knows how often it runs: something may come of it or nothing. */
const runOften = (machine: Machine, body: () => Datum): Datum =>
  itemsOf(repeated(machine, true, body)).length > 0 ? anything : nothing

function runLoop(machine: Machine, { head, body }: Statement & { kind: 'loop' }): Datum {
  const [start, ...rest] = head
  if (start !== undefined) runStatement(machine, start)
  const tests = head.length === 1 ? head : rest
  return runOften(machine, () => {
    for (const test of tests) runStatement(machine, test)
    return runBlock(machine, body, { isInPlace: true })
  })
}

function runForeach(machine: Machine, { variable, items, body }: Statement & { kind: 'foreach' }): Datum {
  const over = runStatement(machine, items)
  const each = over.is === 'unknown' ? [anything] : itemsOf(over)
  const run = (item: Datum) => {
    setVariable(machine, variable, item)
    return runBlock(machine, body, { isInPlace: true })
  }
  const isFew = each.length <= limits.unrolled
  if (isFew && each.every(isSure)) return collected(each.map(run).flatMap(itemsOf))
  // A pattern may stand for several files.
  const some = each.every(isNumber) ? someNumber : anything
  return runOften(machine, () => collected((isFew ? each : [some]).map(run).flatMap(itemsOf)))
}

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

/** What is defined in it may count behind it. */
const innerScope = (machine: Machine): Frame => {
  const { frame } = machine
  return { ...copied(machine, frame), meanings: frame.meanings, shared: new Map() }
}

/** Runs each body on its own copy of the variables, then keeps what all agree on. */
function fork(machine: Machine, works: readonly (() => Datum)[], mayPass: boolean): Datum {
  const before = machine.frame
  const ways = new Ways({ copy: (frame) => copied(machine, frame), join: joined }, before)
  if (mayPass) ways.pass()
  const results = works.map((work) =>
    ways.take((own) => {
      machine.frame = own
      return work()
    }),
  )
  machine.frame = before
  if (works.length === 0 && !mayPass) return nothing
  become(before, ways.joined())
  return mayPass ? collected(results.flatMap(itemsOf).length > 0 ? [anything] : []) : results.reduce(either)
}
