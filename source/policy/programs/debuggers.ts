// gdb, m4 and perf: small languages that can run commands, and what is recorded of a command.
import type { Action } from '../action.ts'
import { literal, textValue } from '../value.ts'
import { doubt, only, onPath, shell, words, type Analyser, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'
import { inRole } from './spec.ts'

const gdbGrammar = compileGrammar(
  '-ex/-eval-command/--ex/--eval-command:command -iex/-init-eval-command/--iex:command -x/-command/--command:script -ix/--init-command:script -batch/--batch -nx/--nx -nh -n -q/-quiet -p/--pid: -c/--core: -cd/--cd: -d/--directory: --args/-args -silent -s/--symbols: -e/--exec:',
)

export const debuggerAnalyser: Analyser = ({ name, args }) => {
  const { options } = parseOptions(gdbGrammar, args)
  const actions: Action[] = [doubt('dynamic-code', name)]
  const runs: Run[] = []
  for (const { option, value } of options) {
    const text = option.role === 'command' && value ? literal(value) : null
    const code = text === null ? null : /^\s*(?:!|shell\s+|make\s+|pipe\s[^]*\|)([^]*)$/.exec(text)?.[1]
    if (code) runs.push(shell(textValue(code)))
  }
  return { actions, runs }
}

const m4Grammar = compileGrammar(
  '-D/--define:macro -U/--undefine: -I/--include: -F/--freeze-state:overwrite -R/--reload-state:script -o/--error-output/--debugfile?overwrite -B: -H/--hashsize: -L/--nesting-limit: -N/--diversions: -S: -T: -l/--arglength: -t/--trace: -W/--word-regexp:macro -d/--debug? -s/--synclines -P/--prefix-builtins -E/--fatal-warnings -i/--interactive -e -g/--gnu -G/--traditional -Q/--quiet/--silent --help --version',
)

/** Macros make text that is read anew, so any call may end as any other: only text without calls is plain. */
export const m4: Analyser = ({ args, stdin }) => {
  const { options, operands, strange } = parseOptions(m4Grammar, args)
  const files = operands.filter((path) => literal(path) !== '-')
  const texts = [
    ...(operands.length === files.length && files.length > 0 ? [] : [stdin]),
    ...options.flatMap(({ option, value }) => (option.role === 'macro' && value ? [value] : [])),
  ].map(literal)
  return only(
    ...options.flatMap(({ option, value }) => (value ? inRole(option.role, value).actions : [])),
    ...files.flatMap((path) => [onPath('read', path), doubt('opaque-script', 'm4')]),
    ...strange.map((option) => doubt('unknown-option', `m4 ${option}`)),
    ...(texts.some((text) => text === null || text.includes('(')) ? [doubt('dynamic-code', 'm4')] : []),
  )
}

const perfGrammar = compileGrammar(
  '-o/--output:overwrite -e/--event: -p/--pid: -t/--tid: -c/--count: -F/--freq: -C/--cpu: -u/--uid: -I/--interval-print: -r/--repeat: -G: -x/--field-separator: -m/--mmap-pages: --call-graph: --per-thread --no-buildid -a -g -v -q -d -s -S -i -n -A -B -D: -R -W -T -P -b -j: --post:code --pre:code --append --timeout:',
)

/** What is recorded lands beside; what is shown is only read. */
export const perf: Analyser = ({ args }) => {
  const [verb = [], ...rest] = args
  const name = literal(verb) ?? ''
  if (/^(?:list|report|annotate|diff|buildid-list|version|help|--version|--help|)$/.test(name))
    return only(onPath('read', textValue('perf.data')))
  if (!/^(?:stat|record|trace)$/.test(name)) return only(doubt('opaque-script', `perf ${name}`))
  const { options, operands, strange } = parseOptions(perfGrammar, rest, false)
  const found = options.map(({ option, value }) => (value ? inRole(option.role, value) : { actions: [], runs: [] }))
  const isNamed = options.some(({ option }) => option.name === 'o')
  return {
    actions: [
      ...found.flatMap(({ actions }) => actions),
      ...(name === 'record' && !isNamed ? [onPath('overwrite', textValue('perf.data'))] : []),
      ...strange.map((option) => doubt('unknown-option', `perf ${option}`)),
    ],
    runs: [...found.flatMap(({ runs }) => runs), ...(operands.length > 0 ? [words(...operands)] : [])],
  }
}
