// Shells: `-c` text, a script file, or standard input.
import { concat, literal, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, only, onPath, type Analyser, type Analysis } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { readBy } from '../grammar/reader.ts'

const shellGrammar = compileGrammar(
  '-c -s -i -l/--login -e -u -x -v -n -a -b -f -h -k -m -p -r -t -B -C -E -H -P -T -D -O: -o: +abefhikmnprtuvxBCEHPT +O: +o: --norc --noprofile --posix --restricted --verbose --rcfile/--init-file:code --noediting --debugger --dump-strings',
)

/** Other languages than that of sh, and words of zsh and ksh that it does not have. */
const own = /^(?:fish|t?csh)$/
const words: Readonly<Record<string, RegExp>> = {
  zsh: /=\(|\balias\s+-|\bmapfile\b/,
  ksh: /\.(?:get|set|unset|append)\b/,
}
const isForeign = (name: string, code: string | null): boolean =>
  own.test(name) || (code !== null && words[name]?.test(code) === true)

export const shellAnalyser: Analyser = (call) => {
  const { name, args, stdin } = call
  const { operands, strange, mayHideOption, has, valuesOf } = readBy(parseOptions(shellGrammar, args, false), call)
  const isUnsure = mayHideOption || strange.some((option) => !option.startsWith('--'))
  const rest = operands.slice(1)
  const code = operands[0] ?? unknown
  const startup = has('rcfile', 'i') ? [doubt('opaque-script', 'a start-up file')] : []
  const isTraced = has('x') || valuesOf('o').some((value) => literal(value) === 'xtrace')
  const foreign = isForeign(name, literal(has('c') ? code : stdin)) ? [doubt('inline-code', name)] : []
  const traced = (source: Value): Value => (isTraced ? concat(['set -x\n'], source) : source)
  if (has('c'))
    return { actions: [...startup, ...foreign], runs: [{ kind: 'shell', source: traced(code), args: rest, stdin }] }
  // Its syntax alone is looked at.
  if (args.length === 2 && literal(args[0] ?? []) === '-n' && operands.length === 1) return only(onPath('read', code))
  if (isUnsure && operands.length > 0) return only(doubt('dynamic-code', `${name} …`))
  if (operands.length === 0 || has('s'))
    return {
      actions: [...startup, ...foreign],
      runs: [{ kind: 'shell', source: traced(stdin), args: [textValue(name), ...operands] }],
    }
  return scriptRun(code, rest)
}

/** A script: what its file says is not part of the command. */
export function scriptRun(file: Value, args: readonly Value[]): Analysis {
  const path = literal(file)
  if (path === '/dev/stdin' || path === '/dev/fd/0' || path === '-')
    return { actions: [], runs: [{ kind: 'shell', source: [{ hole: 'any' }], args }] }
  return only({ kind: 'read', path: file }, doubt('opaque-script', path ?? ''))
}
