// Objects that run code: blocks, commands, `[powershell]`, and what `$ExecutionContext`, `$PSCmdlet` and `$Host` give.
import { byNames } from '../among.ts'
import { anything, collected, itemsOf, objectOf, toText, type Datum } from './datum.ts'
import { doubt, withItem, type Machine } from './machine.ts'
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

/** A method of one of them; undefined: not one of these objects, or one that is known elsewhere. */
export function engineMethod(machine: Machine, target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'getvariablevalue') return readVariable(machine, args)
  if (target.is !== 'object' || !isEngine(target.type)) return undefined
  if (target.type === 'psvariable' && /^get(?:value)?$/.test(name)) return readVariable(machine, args)
  if (target.type === 'engine.path' && pathMethods.test(name)) return anything
  if (/^(?:get\w*|tostring|equals)$/.test(name) && target.type === 'invokecommand') return undefined
  doubt(machine, 'dynamic-code', `${target.type}.${name}()`)
  return anything
}

function readVariable(machine: Machine, [name = anything]: readonly Datum[]): Datum {
  const known = toText(name)?.toLowerCase()
  return known === undefined ? anything : readNamed(machine, known)
}

/** Methods of blocks, commands and engines; undefined: none of these. */
export function blockMethod(machine: Machine, target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'foreach' || name === 'where') return eachItem(machine, target, name, args)
  if (target.is === 'block') return invokeBlock(machine, target, name, args)
  const isEngine =
    target.is === 'unknown' ||
    (target.is === 'object' &&
      /^(?:invokecommand|powershell|sessionstate|invokeprovider|executioncontext)/.test(target.type))
  return isEngine
    ? engineMethods.get(name)?.(machine, { target, name, args, said: toText(args[0] ?? anything) })
    : undefined
}

interface Called {
  readonly target: Datum
  readonly name: string
  readonly args: readonly Datum[]
  /** The text of the first argument. */
  readonly said: string | null
}

const engineMethods = byNames<(machine: Machine, called: Called) => Datum>({
  'invokescript addscript invokeexpression': (machine, { name, args }) =>
    runCode(machine, args.find((arg) => arg.is !== 'bool') ?? anything, name),
  newscriptblock: (machine, { said }) => (said === null ? anything : runLater(machine, said)),
  'getcommand getcmdlet': (_, { said }) => (said === null ? anything : { is: 'command', name: said }),
  'getcommandname getcmdlets getcommands': () => anything,
  addcommand: (machine, { target, name, said }) => {
    if (said === null) doubt(machine, 'dynamic-program', name)
    else machine.run.command(machine, { name: said.toLowerCase(), program: said, args: [], input: anything })
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
/** A block made of text does what the text does, whenever it runs. */
function runLater(machine: Machine, source: string): Datum {
  machine.run.code(machine, source, 'newscriptblock')
  return { is: 'block', block: { kind: 'block', parameters: [], statements: [], source } }
}

function invokeBlock(machine: Machine, target: Datum & { is: 'block' }, name: string, args: readonly Datum[]): Datum {
  if (!/invoke|foreach/.test(name)) return target
  const names = target.block.parameters.map((parameter) => parameter.name)
  const variables = new Map<string, Datum>(names.map((parameter, i) => [parameter, args[i] ?? anything]))
  variables.set('args', { is: 'list', items: args })
  return machine.run.block(machine, target.block, { variables })
}

function eachItem(machine: Machine, target: Datum, name: string, args: readonly Datum[]): Datum {
  const [first] = args
  const items =
    target.is === 'list' && target.items.length <= 50 ? target.items : [target.is === 'list' ? anything : target]
  if (first?.is !== 'block') {
    const member = first === undefined ? null : toText(first)
    if (member === null || /^(?:delete|moveto|kill|invoke)/i.test(member)) doubt(machine, 'dynamic-code', `.${name}()`)
    return anything
  }
  const results = items.flatMap((item) =>
    itemsOf(withItem(machine, item, () => machine.run.block(machine, first.block, { isInPlace: true }))),
  )
  return name === 'where' ? collected(items) : collected(results)
}
