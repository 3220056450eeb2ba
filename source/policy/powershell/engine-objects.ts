// Objects that run code: blocks, commands, `[powershell]`, and what `$ExecutionContext`, `$PSCmdlet` and `$Host` give.
import { byNames } from '../among.ts'
import { anything, collected, fewOf, itemsOf, list, objectOf, text, toText, type Datum } from './datum.ts'
import { byPlace, doubt, programCall, runFor, type Machine } from './machine.ts'
import { readNamed } from './variables.ts'

const doors = new Set(['executioncontext', 'sessionstate', 'invokeprovider', 'invokecommand', 'psvariable'])
const isEngine = (type: string): boolean => doors.has(type) || type.startsWith('engine.')

/** A property of an engine object, or one by which such an object is found; undefined: none. */
export function engineProperty(target: Datum, name: string): Datum | undefined {
  if (target.is !== 'object') return target.is === 'unknown' && doors.has(name) ? objectOf(name) : undefined
  if (!isEngine(target.type)) return undefined
  return objectOf(doors.has(name) ? name : `engine.${name}`)
}

const pathMethods = /^(?:get(?=\w*path)\w*|combine|parse\w+|is\w+|normalizerelativepath|currentlocation\w*)$/

/** A method of what runs code; undefined: none of these, or one that is known elsewhere. */
export function engineMethod(machine: Machine, target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'foreach' || name === 'where') return eachItem(machine, target, name, args)
  if (target.is === 'block') {
    // A pipeline that is stepped through runs, too.
    if (!/invoke|foreach|steppable/.test(name)) return target
    const variables = byPlace(target.block, args).set('args', list(args))
    return machine.run.block(machine, target.block, { variables })
  }
  const type = target.is === 'object' ? target.type : target.is === 'unknown' ? '' : null
  if (type === null || !(type === '' || type === 'powershell' || isEngine(type))) return undefined
  const method = engineMethods.get(`${type}.${name}`) ?? engineMethods.get(name)
  if (method !== undefined) return method(machine, { target, name, args, said: toText(args[0] ?? anything) })
  if (!isEngine(type) || (type === 'invokecommand' && /^(?:get\w*|tostring|equals)$/.test(name))) return undefined
  if (type !== 'engine.path' || !pathMethods.test(name)) doubt(machine, 'dynamic-code', `${type}.${name}()`)
  return anything
}

interface Called {
  readonly target: Datum
  readonly name: string
  readonly args: readonly Datum[]
  /** The text of the first argument. */
  readonly said: string | null
}

const engineMethods = byNames<(machine: Machine, called: Called) => Datum>({
  'getvariablevalue psvariable.get psvariable.getvalue': (machine, { said }) =>
    said === null ? anything : readNamed(machine, said.toLowerCase()),
  'invokescript addscript invokeexpression': (machine, { name, args }) =>
    runCode(machine, args.find((arg) => arg.is !== 'bool') ?? anything, name),
  newscriptblock: (_, { args }) => generated(args),
  'getcommand getcmdlet': (_, { said }) => (said === null ? anything : text(said)),
  addcommand: (machine, { target, name, said }) => {
    if (said !== null) machine.run.command(machine, { ...programCall(said, []), input: anything })
    doubt(machine, 'dynamic-code', name)
    return target
  },
  'addargument addparameter addparameters addstatement': (_, { target }) => target,
  'invoke begininvoke invokeasync': (machine, { target, name }) => {
    if (target.is === 'unknown') doubt(machine, 'dynamic-code', name)
    return anything
  },
})

function runCode(machine: Machine, code: Datum, name: string): Datum {
  if (code.is === 'block') return machine.run.block(machine, code.block, {})
  const source = toText(code)
  if (source === null) doubt(machine, 'dynamic-code', name)
  else machine.run.code(machine, source, name)
  return objectOf('powershell')
}

/** A block of code that a text holds, to be run when the block is. */
export function generated([code = anything]: readonly Datum[]): Datum {
  const source = toText(code)
  const parts = source === null ? [{ kind: 'variable' as const, name: '\0', isSplat: false }] : [source]
  const head = { kind: 'text' as const, parts: ['Invoke-Expression'] }
  const word = { parameter: null, value: { kind: 'text' as const, parts } }
  const stage = { start: 0, end: 0, head, words: [word], invocation: '' as const, redirections: [] }
  const statements = [{ kind: 'pipeline' as const, stages: [stage] }]
  return { is: 'block', block: { kind: 'block', parameters: [], statements, source: source ?? '' } }
}

function eachItem(machine: Machine, target: Datum, name: string, [first]: readonly Datum[]): Datum {
  if (first?.is !== 'block') {
    const member = first === undefined ? null : toText(first)
    if (member === null || /^(?:delete|moveto|kill|invoke)/i.test(member)) doubt(machine, 'dynamic-code', `.${name}()`)
    return anything
  }
  const items = fewOf(target)
  const results = items.flatMap((item) => itemsOf(runFor(machine, first.block, item, { isInPlace: true })))
  return collected(name === 'where' ? items : results)
}
