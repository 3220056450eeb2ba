// Objects that carry a path or code: files, script blocks, PowerShell's own engine.
import { hole, literal, type Value } from '../model/value.ts'
import {
  anything,
  collected,
  file,
  itemsOf,
  objectOf,
  someName,
  someNumber,
  text,
  toText,
  type Datum,
} from './datum.ts'
import { doubt, withItem, type Machine } from './machine.ts'
import { lastName, parent } from './paths.ts'
import { among, byNames } from '../among.ts'

/** A property of a file or folder object. */
export const fileProperty = (path: Value, name: string): Datum => properties.get(name)?.(path) ?? anything

const properties = byNames<(path: Value) => Datum>({
  'fullname path pspath providerpath target value': text,
  'name pschildname': (path) => text(lastName(path)),
  basename: (path) => partOfName(path, (name) => name.replace(/\.[^.]*$/, '')),
  extension: (path) => partOfName(path, (name) => /\.[^.]*$/.exec(name)?.[0] ?? ''),
  'directory parent': (path) => file(parent(path)),
  'directoryname psparentpath': (path) => text(parent(path)),
  'length count': () => someNumber,
})
const partOfName = (path: Value, part: (name: string) => string): Datum => {
  const known = literal(lastName(path))
  return known === null ? someName : text(part(known))
}

/** Methods of blocks, commands and engines; undefined: none of these. */
export function blockMethod(machine: Machine, target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'foreach' || name === 'where') return eachItem(machine, target, name, args)
  if (target.is === 'block') return invokeBlock(machine, target, name, args)
  if (target.is === 'command' && name.startsWith('invoke')) return invokeCommand(machine, target.name, args)
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
  expandstring: (machine, { name, said }) => {
    if (said === null) doubt(machine, 'dynamic-code', name)
    return said === null ? anything : machine.run.code(machine, `"${said.replaceAll('"', '`"')}"`, name)
  },
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

function invokeCommand(machine: Machine, name: string, args: readonly Datum[]): Datum {
  const plain = args.map((value) => ({ parameter: null, value, written: hole('any') }))
  return machine.run.command(machine, { name: name.toLowerCase(), program: name, args: plain, input: null })
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

/** Methods that compute, show or tidy up, whatever they are called on. */
const harmless = among(String.raw`
    to\w* get\w* contains\w* startswith endswith indexof\w* lastindexof\w* compare(?:to)? equals split trim\w* pad\w*
    substring insert add addrange adddays addhours addminutes addseconds addmonths addyears addmilliseconds addticks
    addmember addlast addfirst addheader addbefore addafter append\w* clear remove\w* sort reverse clone copy exists
    isnullor\w* match(?:es)? ismatch dispose close flush read\w* write\w* peek push pop enqueue dequeue try\w+ has\w*
    is\w+ next\w* subtract add select\w* where first last any all sum min max average count distinct groupby
    orderby\w* foreach psobject waitforexit refresh join format\w* normalize compute\w* createelement createattribute
    createnode appendchild importnode parse\w* load\w* startnew restart reset wait notify beep setequals union\w*
    except\w* intersect\w*`)
export const isHarmlessMethod = (name: string): boolean => harmless.test(name)
