// Shells: `-c` text, a script file, or standard input.
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, only, onPath, type Analyser, type Analysis } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { readBy } from '../grammar/reader.ts'

const shellGrammar = compileGrammar(
  '-c -s -i -l/--login -e -u -x -v -n -a -b -f -h -k -m -p -r -t -B -C -E -H -P -T -D -O: -o: +abefhikmnprtuvxBCEHPT +O: +o: --norc --noprofile --posix --restricted --verbose --rcfile/--init-file:code --noediting --debugger --dump-strings',
)

export const shellAnalyser: Analyser = (call) => {
  const { name, args, stdin } = call
  const { operands, strange, mayHideOption, has, valuesOf } = readBy(parseOptions(shellGrammar, args, false), call)
  const isUnsure = mayHideOption || strange.some((option) => !option.startsWith('--'))
  const rest = operands.slice(1)
  const code = operands[0] ?? unknown
  const startup = has('rcfile', 'i') ? [doubt('opaque-script', 'a start-up file')] : []
  const isTraced = has('x') || valuesOf('o').some((value) => literal(value) === 'xtrace')
  const traced = (source: Value): Value => (isTraced ? concat(['set -x\n'], source) : source)
  if (has('c')) return { actions: startup, runs: [{ kind: 'shell', source: traced(code), args: rest, stdin }] }
  // Its syntax alone is looked at.
  if (args.length === 2 && literal(args[0] ?? []) === '-n' && operands.length === 1) return only(onPath('read', code))
  if (isUnsure && operands.length > 0) return only(doubt('dynamic-code', `${name} …`))
  if (operands.length === 0 || has('s'))
    return { actions: startup, runs: [{ kind: 'shell', source: traced(stdin), args: [textValue(name), ...operands] }] }
  return scriptRun(code, rest)
}

/** A script: what its file says is not part of the command. */
export function scriptRun(file: Value, args: readonly Value[]): Analysis {
  const path = literal(file)
  if (path === '/dev/stdin' || path === '/dev/fd/0' || path === '-')
    return { actions: [], runs: [{ kind: 'shell', source: [{ hole: 'any' }], args }] }
  return only({ kind: 'read', path: file }, doubt('opaque-script', path ?? ''))
}
