// Shells: `-c` text, a script file, or standard input.
import { concat, fits, knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import type { Analyser, Found } from '../grammar/analysis.ts'
import { act, doubt, onPath, shell, words } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { readBy, reader } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'

const shellGrammar = compileGrammar(
  '-c -s -i -l/--login -e -u -x -v -n -a -b -f -h -k -m -p -r -t -B -C -E -H -P -T -D -O: -o: +abefhikmnprtuvxBCEHPT +O: +o: --norc --noprofile --posix --restricted --verbose --rcfile/--init-file:code --noediting --debugger --dump-strings',
)

/** Other languages than that of sh, and words of zsh and ksh that it does not have. */
const own = /^(?:fish|t?csh)$/
const foreign: Readonly<Record<string, RegExp>> = {
  zsh: /=\(|\balias\s+-|\bmapfile\b/,
  ksh: /\.(?:get|set|unset|append)\b/,
}
const isForeign = (name: string, code: string | null): boolean =>
  own.test(name) || (code !== null && foreign[name]?.test(code) === true)

const shellAnalyser: Analyser = (call) => {
  const { name, args, stdin } = call
  const { operands, strange, mayHideOption, has, valuesOf } = readBy(parseOptions(shellGrammar, args, false), call)
  const isUnsure = mayHideOption || strange.some((option) => !option.startsWith('--'))
  const rest = operands.slice(1)
  const code = operands[0] ?? unknown
  const startup = has('rcfile', 'i') && doubt('opaque-script', 'a start-up file')
  const isTraced = has('x') || valuesOf('o').some((value) => literal(value) === 'xtrace')
  const strangeTo = isForeign(name, literal(has('c') ? code : stdin)) && doubt('inline-code', name)
  const traced = (source: Value): Value => (isTraced ? concat(['set -x\n'], source) : source)
  if (has('c')) return [startup, strangeTo, { kind: 'shell', source: traced(code), args: rest, stdin }]
  // Its syntax alone is looked at.
  if (args.length === 2 && literal(args[0] ?? []) === '-n' && operands.length === 1) return onPath('read', code)
  if (isUnsure && operands.length > 0) return doubt('dynamic-code', `${name} …`)
  if (operands.length === 0 || has('s'))
    return [startup, strangeTo, shell(traced(stdin), [textValue(name), ...operands])]
  // What the file of a script says is not part of the command.
  const isInput = /^(?:\/dev\/(?:stdin|fd\/0)|-)$/.test(literal(code) ?? '')
  return isInput ? shell(unknown, rest) : [onPath('read', code), doubt('opaque-script', literal(code) ?? '')]
}

// tmux, screen and dtach: what they run stays behind.

/** Its words are joined to one shell text. */
const behind = (name: string, words: readonly Value[]): Found => [
  act('detach', name),
  words.length > 0 && shell(concat(...words.flatMap((word): Value[] => [word, [' ']]))),
]

const looks = among(String.raw`
    ls list-\w+ lsw lsp lsc lsk lscm has has-session display display-message show show-options showw info selectp
    select-pane selectw select-window select-layout resizep resize-pane resize-window rename rename-session renamew
    rename-window capturep capture-pane`)

const valued = /^-[a-zA-Z]*[FLSTcefhnpstxy]$/

const ofFormat = (word: Value): Value =>
  textValue(
    show(word)
      .replace(/^.*?#\(/s, '')
      .replace(/\)[^)]*$/, ''),
  )

function ofCall(name: string, [verb, ...rest]: readonly Value[]): Found {
  const text = verb ? literal(verb) : ''
  const formats = rest.filter((word) => show(word).includes('#('))
  // Formats run what stands in `#(…)`, wherever they are shown.
  if (formats.length > 0) return [behind(name, formats.map(ofFormat)), doubt('dynamic-code', `tmux ${text ?? ''} #(`)]
  if (text !== null && looks.test(text)) return []
  const words = rest.filter((word, i) => !(literal(word) ?? '').startsWith('-') && !fits(valued)(rest[i - 1]))
  const isKeys = text === null || /^(?:send|send-\w+|paste-\w+|pasteb|source|source-file)$/.test(text)
  return [behind(name, words), isKeys && doubt('dynamic-code', `tmux ${text ?? ''}`)]
}

/** Sub-commands stand between semicolons; what is no option of one may be shell text. */
const tmux = reader(
  '-2CDhlNuv -V -c:code -f:script -L: -S: -T:',
  ({ call, operands, has }) => {
    if (has('V')) return []
    const calls: Value[][] = [[]]
    for (const word of operands) {
      if (literal(word) === ';') calls.push([])
      else calls.at(-1)?.push(word)
    }
    return [has('v') && onPath('overwrite', [{ hole: 'name' }]), calls.map((words) => ofCall(call.name, words))]
  },
  { isPosix: true },
)

const screen = reader(
  '-a -A -c:script -d -D -R -RR/-RRR -e: -f -fn/-fa -h: -i -l -ln/-la -ls/-list -L -Logfile:overwrite -m -dm/-md -Dm/-mD -O -p: -q -Q -r -s:program -S: -dmS/-mdS: -t: -T: -U -v/-version -wipe/-wip -x -X',
  ({ call, operands, has }) => {
    if (has('ls', 'v')) return []
    return [
      has('L') && !has('Logfile') && onPath('overwrite', textValue('screenlog.0')),
      has('X') && doubt('dynamic-code', 'screen -X'),
      behind(call.name, has('X') ? operands.slice(1) : operands),
    ]
  },
  { isPosix: true },
)

const dtach = reader(
  '-A:create -c:create -n:create -N:create -a: -p: -e: -E -r: -R: -z',
  ({ call, operands }) => behind(call.name, operands),
  { isPosix: true },
)

// gdb, m4 and perf: small languages that can run commands, and what is recorded of a command.

const debuggerAnalyser = reader(
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
const m4 = reader(
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
const perf: Analyser = (call) => {
  const [verb = [], ...args] = call.args
  const name = literal(verb) ?? ''
  if (/^(?:list|report|annotate|diff|buildid-list|version|help|--version|--help|)$/.test(name))
    return onPath('read', textValue('perf.data'))
  if (!/^(?:stat|record|trace)$/.test(name)) return doubt('opaque-script', `perf ${name}`)
  return recorder({ ...call, name: `perf ${name}`, args })
}

const applets: Analyser = ({ args, stdin }) => {
  const [first] = args
  const isAsked = !first || /^--?(?:list|help|version)/.test(knownStart(first))
  return !isAsked && { kind: 'words', words: args, stdin }
}

/** `!` in what it calculates runs a line of shell; what it does not understand it shows. */
const calculator = reader(
  '-e/--expression:source -f/--file:script-file -V/--version -h/--help',
  ({ call: { stdin }, operands, inRole }) => {
    const files = [...operands, ...inRole('script-file')]
    const told = inRole('source')
    const code = [...told, ...(told.length + files.length > 0 ? [] : [stdin])].map(literal)
    return [
      files.map((path) => [onPath('read', path), doubt('opaque-script', 'dc')]),
      code.some((each) => each === null || each.includes('!')) && doubt('dynamic-code', 'dc !'),
      code.map((each) => each?.includes('!') && shell(textValue(each.slice(each.indexOf('!') + 1)))),
    ]
  },
)

export const shellAnalysers: Readonly<Record<string, Analyser>> = {
  ...alike('sh bash dash zsh ksh ash mksh rbash fish csh tcsh yash', shellAnalyser),
  ...alike('busybox toybox', applets),
  ...alike('gdb lldb', debuggerAnalyser),
  m4,
  perf,
  ...alike('tmux byobu', tmux),
  screen,
  dtach,
  dc: calculator,
}
