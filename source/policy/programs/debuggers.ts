// gdb, m4 and perf: small languages that can run commands, and what is recorded of a command.
import { literal, textValue } from '../model/value.ts'
import { doubt, only, onPath, shell, words, type Analyser } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'

export const debuggerAnalyser = reader(
  '-ex/-eval-command/--ex/--eval-command:command -iex/-init-eval-command/--iex:command -x/-command/--command:script -ix/--init-command:script -batch/--batch -nx/--nx -nh -n -q/-quiet -p/--pid: -c/--core: -cd/--cd: -d/--directory: --args/-args -silent -s/--symbols: -e/--exec:',
  ({ call, inRole }) => [
    doubt('dynamic-code', call.name),
    inRole('command').map((value) => {
      const code = /^\s*(?:!|shell\s+|make\s+|pipe\s[^]*\|)([^]*)$/.exec(literal(value) ?? '')?.[1]
      return code !== undefined && code !== '' && shell(textValue(code))
    }),
  ],
)

/** Macros make text that is read anew, so any call may end as any other: only text without calls is plain. */
export const m4 = reader(
  '-D/--define:macro -U/--undefine: -I/--include: -F/--freeze-state:overwrite -R/--reload-state:script -o/--error-output/--debugfile?overwrite -B: -H/--hashsize: -L/--nesting-limit: -N/--diversions: -S: -T: -l/--arglength: -t/--trace: -W/--word-regexp:macro -d/--debug? -s/--synclines -P/--prefix-builtins -E/--fatal-warnings -i/--interactive -e -g/--gnu -G/--traditional -Q/--quiet/--silent --help --version',
  ({ call: { stdin }, operands, inRole }) => {
    const files = operands.filter((path) => literal(path) !== '-')
    const isTold = operands.length !== files.length || files.length === 0
    const texts = [...(isTold ? [stdin] : []), ...inRole('macro')].map(literal)
    return [
      files.map((path) => [onPath('read', path), doubt('opaque-script', 'm4')]),
      texts.some((text) => text === null || text.includes('(')) && doubt('dynamic-code', 'm4'),
    ]
  },
)

const recorder = reader(
  '-o/--output:overwrite -e/--event: -p/--pid: -t/--tid: -c/--count: -F/--freq: -C/--cpu: -u/--uid: -I/--interval-print: -r/--repeat: -G: -x/--field-separator: -m/--mmap-pages: --call-graph: --per-thread --no-buildid -a -g -v -q -d -s -S -i -n -A -B -D: -R -W -T -P -b -j: --post:code --pre:code --append --timeout:',
  ({ call: { name }, operands, has }) => [
    name === 'perf record' && !has('o') && onPath('overwrite', textValue('perf.data')),
    operands.length > 0 && words(...operands),
  ],
  { isPosix: true },
)

/** What is recorded lands beside; what is shown is only read. */
export const perf: Analyser = (call) => {
  const [verb = [], ...args] = call.args
  const name = literal(verb) ?? ''
  if (/^(?:list|report|annotate|diff|buildid-list|version|help|--version|--help|)$/.test(name))
    return only(onPath('read', textValue('perf.data')))
  if (!/^(?:stat|record|trace)$/.test(name)) return only(doubt('opaque-script', `perf ${name}`))
  return recorder({ ...call, name: `perf ${name}`, args })
}
