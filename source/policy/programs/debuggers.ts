// gdb and m4: small languages that can run commands.
import type { Action } from '../action.ts'
import { knownStart, literal, textValue } from '../value.ts'
import { doubt, only, onPath, shell, type Analyser, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'

const gdbGrammar = compileGrammar(
  '-ex/-eval-command/--ex/--eval-command:command -iex/-init-eval-command/--iex:command -x/-command/--command:script -ix/--init-command:script -batch/--batch -nx/--nx -nh -n -q/-quiet -p/--pid: -c/--core: -cd/--cd: -d/--directory: --args/-args -silent -s/--symbols: -e/--exec:',
)

export const debuggerAnalyser: Analyser = ({ name, args }) => {
  const { options } = parseOptions(gdbGrammar, args)
  const actions: Action[] = [doubt('dynamic-code', name)]
  const runs: Run[] = []
  for (const { option, value } of options) {
    const text = option.role === 'command' && value ? literal(value) : null
    const code = text === null ? null : /^\s*(?:!|shell\s+|make\s+|pipe\s+.*\|)(.*)$/s.exec(text)?.[1]
    if (code) runs.push(shell(textValue(code)))
  }
  return { actions, runs }
}

export const m4: Analyser = ({ args, stdin }) => {
  const files = args.filter((arg) => !knownStart(arg).startsWith('-'))
  const text = literal(stdin)
  const isCode =
    text === null || /syscmd|esyscmd|maketemp|mkstemp|debugfile|changeword|indir|builtin|include/.test(text)
  return only(
    ...files.flatMap((path) => [onPath('read', path), doubt('opaque-script', 'm4')]),
    ...(files.length === 0 && isCode ? [doubt('dynamic-code', 'm4')] : []),
  )
}
