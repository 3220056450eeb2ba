// Shells: `-c` text, a script file, or standard input.
import { fits, knownStart, literal, show, spaced, textValue, unknown, type Value } from '../model/value.ts'
import type { Found } from '../grammar/analysis.ts'
import { act, doubt, onPath, scriptFile, shell } from '../grammar/analysis.ts'
import { type Read, reader, type Reader } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'
import type { Row } from '../grammar/row.ts'
import { isSecretName } from '../model/secret-names.ts'

const shellOptions =
  '-c -s -i -l/--login -e -u -x -v -n -a -b -f -h -k -m -p -r -t -B -C -E -H -P -T -D -O: -o: +abefhikmnprtuvxBCEHPT +O: +o: --norc --noprofile --posix --restricted --verbose --rcfile/--init-file: --noediting --debugger --dump-strings'

/** Other languages than that of sh, and words of zsh and ksh that it does not have. */
const own = /^(?:fish|t?csh)$/
const foreign: Readonly<Record<string, readonly RegExp[]>> = {
  zsh: [
    // Behind a pattern stand conditions, and code among them; `>!` writes over what is there.
    />&?!|=\(|\balias\s+-|\bmapfile\b|[*?\])\w]\([^()\s]*[e+]/,
    // Who it is and tables of the shell itself are variables.
    /\b(?:E?[UG]ID|USERNAME)=/,
    /\b(?:commands|functions|aliases|builtins|nameddirs|dirstack|options|path)(?:\[|\+?=|\s+-)/,
    /(?:_functions|[_gs]aliases|_builtins|[df_]path)(?:\[|\+?=)|::=|NULLCMD\b|\bhash\s(?!-[rf]\b)|\bset\s+-A/,
  ],
  ksh: [/\.(?:get|set|unset|append)\b/],
}
const isForeign = (name: string, code: string | null): boolean =>
  own.test(name) || (code !== null && foreign[name]?.some((each) => each.test(code)) === true)

/** Their echo obeys backslashes, as far as they are not bash; the last part of a pipe is the shell itself. */
const ownOptions: Readonly<Record<string, readonly string[]>> = {
  ...alike('sh dash ash', ['xpg_echo']),
  ...alike('zsh ksh mksh', ['xpg_echo', 'lastpipe']),
}

/** Flags that say how its text is read. */
const flagNames = (name: string, has: (flag: string) => boolean): readonly string[] => [
  ...(has('a') ? ['allexport'] : []),
  ...(has('f') && name !== 'zsh' ? ['noglob'] : []),
  ...(has('k') ? ['keyword'] : []),
  ...(has('x') ? ['xtrace'] : []),
]

const shellReader = reader(shellOptions, readShell, { isPosix: true, isPlain: true })

function readShell({ call, operands, strange, mayHideOption, has, valuesOf }: Read): Found {
  const { name, args, stdin } = call
  const isUnsure = mayHideOption || strange.some((option) => !option.startsWith('--'))
  const rest = operands.slice(1)
  const code = operands[0] ?? unknown
  const startup = has('rcfile', 'i') && doubt('opaque-script', 'a start-up file')
  const strangeTo = isForeign(name, literal(has('c') ? code : stdin)) && doubt('inline-code', name)
  const named = [...valuesOf('o'), ...valuesOf('O')].map(literal)
  const options = [...(ownOptions[name] ?? []), ...flagNames(name, has), ...named.filter((each) => each !== null)]
  const isChanged = named.includes(null) || options.includes('keyword')
  const changed = isChanged && doubt('changed-lookup', `${name} -O`)
  if (has('c')) return [startup, strangeTo, changed, { kind: 'shell', source: code, args: rest, stdin, options }]
  // Its syntax alone is looked at.
  if (args.length === 2 && literal(args[0] ?? []) === '-n' && operands.length === 1) return onPath('read', code)
  if (isUnsure && operands.length > 0) return doubt('dynamic-code', `${name} …`)
  if (operands.length === 0 || has('s')) {
    const zero = [textValue(name), ...operands]
    return [startup, strangeTo, changed, { kind: 'shell', source: stdin, args: zero, options }]
  }
  // What the file of a script says is not part of the command.
  const isInput = /^(?:\/dev\/(?:stdin|fd\/0)|-)$/.test(literal(code) ?? '')
  if (isInput) return shell(unknown, rest)
  const isAlone = /^(?:ba|da)?sh$/.test(name) && args.length - operands.length === Number(fits(/^-[eu]+$/)(args[0]))
  return scriptFile(literal(code) ?? '', { path: code, language: 'shell', args: rest }, isAlone)
}

// tmux, screen and dtach: what they run stays behind.

/** Its words are joined to one shell text. */
const behind = (name: string, words: readonly Value[]): Found => [
  act('detach', name),
  words.length > 0 && shell(spaced(words)),
]

const looks = among(String.raw`
    ls list-\w+ lsw lsp lsc lsk lscm has has-session display display-message show show-options showw info selectp
    select-pane selectw select-window select-layout resizep resize-pane resize-window rename rename-session renamew
    rename-window capturep capture-pane`)

/** A shell that waits for keys, and one that is looked at. */
const waits = among(String.raw`
    new new-session neww new-window split-window splitw a attach attach-session detach detach-client switch-client switchc
    next-window next previous-window prev last-window last select-layout selectl`)

const valued = /^-[a-zA-Z]*[FLSTcefhnpstxy]$/

const isDashed = (word: Value): boolean => (literal(word) ?? '').startsWith('-')

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
  // Others of them show variables, of which keys are written in capitals.
  const shown = rest.flatMap((word) => [...show(word).matchAll(/#\{([^{}]*)\}/g)].map(([, name = '']) => name))
  if (shown.some((name) => name.split(/[^A-Z\d_]+/).some(isSecretName))) return act('secret', 'tmux #{')
  if (text !== null && looks.test(text)) return []
  const start = rest.findIndex((word, i) => !isDashed(word) && !fits(valued)(rest[i - 1]))
  const words = start < 0 ? [] : rest.slice(start)
  // Variables make a shell run code as it begins.
  const isIdle =
    text !== null && waits.test(text) && words.length === 0 && !rest.some((word) => /^-\w*e/.test(show(word)))
  if (isIdle) return []
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

/** The only operand is the file of the record; what stands behind `--` is the command. */
const script = reader(
  '-c/--command:command -a/--append -e/--return -f/--flush -q/--quiet -O/--log-out:overwrite -I/--log-in:overwrite -B/--log-io:overwrite -T/--log-timing:overwrite -t? -E: -m: -o: --force',
  ({ call: { args, stdin }, operands, inRole }) => {
    const end = args.findIndex((arg) => literal(arg) === '--')
    const command = end < 0 ? [] : args.slice(end + 1)
    const [file = textValue('typescript')] = operands.slice(0, operands.length - command.length)
    const codes = inRole('command')
    return [
      onPath('overwrite', file),
      codes.map((source) => ({ kind: 'shell', source, stdin })),
      command.length > 0
        ? { kind: 'words', words: command, stdin }
        : codes.length === 0 && { kind: 'shell', source: stdin },
    ]
  },
  { isPlain: true },
)

const applets: Reader = ({ args, stdin }) => {
  const [first] = args
  const isAsked = !first || /^--?(?:list|help|version)/.test(knownStart(first))
  return !isAsked && { kind: 'words', words: args, stdin }
}

export const shellRows: Readonly<Record<string, Row>> = {
  ...alike('sh bash dash zsh ksh ash mksh rbash fish csh tcsh yash', { about: 'a shell', ...shellReader }),
  ...alike('busybox toybox', { about: 'many programs in one', read: applets }),
  ...alike('tmux byobu', { about: 'terminals that stay behind', ...tmux, secret: /(?:^| )show(?:-e|en)/ }),
  script: { about: 'a command, with a record of what it shows', ...script },
}
