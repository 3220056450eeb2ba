// Other tools with a language of their own: editors, databases, multiplexers, crypto.
import type { Action } from '../action.ts'
import { concat, hole, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, doubt, onPath, only, shell, type Analyser, type Analysis, type Run } from './analysis.ts'
import { compileGrammar, cut, parseOptions } from './options.ts'

const applets: Analyser = ({ args, stdin }) => {
  const [first, ...rest] = args
  if (!first || /^--?(?:list|help|version)/.test(knownStart(first))) return { actions: [], runs: [] }
  return { actions: [], runs: [{ kind: 'words', words: [first, ...rest], stdin }] }
}

/** ed and ex: `!` runs, `w` writes, `r !` runs, `e` reads. */
const lineEditor: Analyser = ({ name, args, stdin }) => {
  const files = args.filter((arg) => !/^[-+]/.test(knownStart(arg)))
  const script = literal(stdin)
  const reads = files.map((path) => onPath('read', path))
  if (script === null) return { actions: [...reads, doubt('dynamic-code', name)], runs: [] }
  const found = editorScript(script.split('\n'), files)
  return { actions: [...reads, ...found.actions], runs: found.runs }
}

function editorScript(lines: readonly string[], files: readonly Value[]): Analysis {
  const actions: Action[] = []
  const runs: Run[] = []
  let isText = false
  for (const line of lines) {
    if (isText) {
      isText = line !== '.'
      continue
    }
    const command = line.replace(/^[:\s]*(?:[0-9.,$;%+-]|\/(?:\\.|[^/\\])*\/|'[a-z])*/, '')
    const bang = /^(?:[a-z]*\s*)?!(.*)$/s.exec(command)
    if (bang) runs.push(shell(textValue(bang[1] ?? '')))
    else if (/^(?:[aic])(?:\s|$)/.test(command)) isText = true
    else if (/^[wW]/.test(command) || /^(?:wq|x|up)/.test(command)) {
      const target = /^(?:w!?q?|W|x|up\w*|write)!?\s+(?:>>\s*)?(.+)$/.exec(command)?.[1]
      actions.push(
        ...(target === undefined
          ? files.map((path) => onPath('modify', path))
          : [onPath('overwrite', textValue(target.trim()))]),
      )
    } else if (
      /^(?:py|lua|perl|ruby|tcl|mz|call|exe|so|let|sil|nor|fu|au|if|bufdo|argdo|windo|g.*\/(?:py|exe|!))/.test(command)
    )
      actions.push(doubt('dynamic-code', command.slice(0, 40)))
    else if (/^[eEr]\s+(.+)$/.test(command)) actions.push(onPath('read', textValue(command.slice(2).trim())))
  }
  return { actions, runs }
}

const vimGrammar = compileGrammar(
  '-c/+:command --cmd:command -S:script -s:script -u:config -U:config -i: -w:overwrite -W:overwrite -r? -t: -T: -e -E -es -Es -n -N -R -M -m -b -d -D -f -g -h -l -L -p? -o? -O? -q? -v -V? -x -X -y -Y -Z -A -F -H --clean --noplugin --not-a-term --headless --startuptime:overwrite --version --help --remote? --serverlist',
)
const vim: Analyser = ({ name, args: given, stdin }) => {
  // As ex, -s is a flag.
  const args = name === 'ex' ? given.filter((arg) => literal(arg) !== '-s') : given
  const plus = args.filter((arg) => knownStart(arg).startsWith('+'))
  const parsed = parseOptions(
    vimGrammar,
    args.filter((arg) => !knownStart(arg).startsWith('+')),
  )
  const files = parsed.operands
  const actions: Action[] = files.map((path) => onPath('read', path))
  const runs: Run[] = []
  const commands = [
    ...parsed.options.flatMap(({ option, value }) => (option.role === 'command' && value ? [value] : [])),
    ...plus.map((arg) => cut(arg, 1)),
  ]
  if (/version|help/.test(parsed.options.map(({ option }) => option.name).join(' '))) return { actions: [], runs: [] }
  const text = commands.map(literal)
  const isEx = name === 'ex' || parsed.options.some(({ option }) => /^(?:e|E|es|Es)$/.test(option.name))
  const input = isEx ? literal(stdin) : ''
  if (
    text.includes(null) ||
    input === null ||
    parsed.options.some(
      ({ option, value }) =>
        option.role === 'script' || (option.role === 'config' && !/^(?:NONE|NORC|DEFAULTS)$/.test(show(value ?? []))),
    )
  ) {
    actions.push(doubt('dynamic-code', name))
  }
  const found = editorScript(
    [...text.map((each) => each ?? ''), ...(input ?? '').split('\n')].flatMap((line) => line.split('|')),
    files,
  )
  return {
    actions: [
      ...actions,
      ...found.actions,
      ...(files.length > 0 && commands.length === 0 ? [doubt('dynamic-code', `${name} waits for keys`)] : []),
    ],
    runs: [...runs, ...found.runs],
  }
}

const sqliteGrammar = compileGrammar(
  '-cmd:sql -init:script -separator: -newline: -nullvalue: -A -append -ascii -bail -batch -box -column -csv -deserialize -echo -header -noheader -help -html -interactive -json -line -list -lookaside: -markdown -maxsize: -memtrace -mmap: -nofollow -quote -readonly -safe -stats -table -tabs -unsafe-testing -version -vfs: -zip -cmd -pagecache: -escape:',
)
const sqlite: Analyser = ({ args, stdin }) => {
  const { options, operands } = parseOptions(
    sqliteGrammar,
    args.map((arg) => (/^--[a-z]/.test(knownStart(arg)) ? [knownStart(arg).slice(1), ...arg.slice(1)] : arg)),
  )
  const [file, ...queries] = operands
  const actions: Action[] = []
  const runs: Run[] = []
  const all = [
    ...queries,
    ...options.flatMap(({ option, value }) => (option.role === 'sql' && value ? [value] : [])),
    ...(queries.length === 0 ? [stdin] : []),
  ]
  if (options.some(({ option }) => option.role === 'script')) actions.push(doubt('opaque-script', 'sqlite3 -init'))
  const isReadOnly = options.some(({ option }) => option.name === 'readonly')
  const changes = all.some(
    (query) =>
      !/^\s*(?:select|explain|pragma\s+\w+\s*;?\s*$|\.(?:tables|schema|headers?|mode|indexes|databases|width|quit|exit)\b|with\b(?!.*\b(?:insert|update|delete)\b))/is.test(
        knownStart(query),
      ) || /;\s*\w/.test(knownStart(query)),
  )
  const text = file ? literal(file) : ':memory:'
  if (file && text !== ':memory:' && text !== '')
    actions.push(onPath('read', file), ...(changes && !isReadOnly ? [onPath('modify', file)] : []))
  for (const query of all) {
    const sql = literal(query)
    if (sql === null) {
      actions.push(doubt('dynamic-code', 'sqlite3'))
      continue
    }
    for (const [, verb = '', rest = ''] of sql.matchAll(/^\s*\.(\w+)[ \t]*(.*)$/gm)) {
      if (/^(?:sh|she|shel|shell|sy|sys|syst|syste|system)$/.test(verb)) runs.push(shell(textValue(rest)))
      else if (/^(?:o|ou|out|outp|outpu|output|once|log|excel|www|trace|testcase)$/.test(verb))
        actions.push(
          ...(rest.startsWith('|') ? [] : [onPath('overwrite', textValue(rest.trim()))]),
          ...(rest.startsWith('|') ? [doubt('dynamic-code', '.output |')] : []),
        )
      else if (/^(?:backup|save|clone|recover|archive|ar|import|load|read|restore|cd|open)$/.test(verb))
        actions.push(doubt('dynamic-code', `sqlite3 .${verb}`))
    }
    if (/\b(?:attach|load_extension|writefile|edit|readfile|fsdir|vacuum\s+(?:\w+\s+)?into)\b/i.test(sql))
      actions.push(doubt('dynamic-code', 'sqlite3 attach'))
  }
  return { actions, runs }
}

const gdbGrammar = compileGrammar(
  '-ex/-eval-command/--ex/--eval-command:command -iex/-init-eval-command/--iex:command -x/-command/--command:script -ix/--init-command:script -batch/--batch -nx/--nx -nh -n -q/-quiet -p/--pid: -c/--core: -cd/--cd: -d/--directory: --args/-args -silent -s/--symbols: -e/--exec:',
)
const debuggerAnalyser: Analyser = ({ name, args }) => {
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

const m4: Analyser = ({ args, stdin }) => {
  const files = args.filter((arg) => !knownStart(arg).startsWith('-'))
  const text = literal(stdin)
  const isCode =
    text === null || /syscmd|esyscmd|maketemp|mkstemp|debugfile|changeword|indir|builtin|include/.test(text)
  return only(
    ...files.flatMap((path) => [onPath('read', path), doubt('opaque-script', 'm4')]),
    ...(files.length === 0 && isCode ? [doubt('dynamic-code', 'm4')] : []),
  )
}

const opensslNetwork = /^(?:s_client|s_server|s_time|ocsp|cmp|tsget|s_port)$/
const openssl: Analyser = ({ args }) => {
  const verb = literal(args[0] ?? [])
  const actions: Action[] = []
  if (verb === null) return only(doubt('dynamic-code', 'openssl'))
  if (opensslNetwork.test(verb)) actions.push(act('network', `openssl ${verb}`))
  for (const [i, arg] of args.entries()) {
    const name = literal(arg)
    const value = args[i + 1] ?? unknown
    if (name === null) continue
    if (
      /^-(?:out|keyout|writerand|CAout|signature-out|sigopt-out|caout|outform-file|cert_out|sess_out|msg-file|keylogfile|early_data-out)$/.test(
        name,
      )
    )
      actions.push(onPath('overwrite', value))
    else if (
      /^-(?:in|inkey|key|CAfile|CAkey|CA|cert|config|rand|kfile|passin|passout|pass|signature|sigfile|content|certfile|recip|signer|infiles|data|queryfile)$/.test(
        name,
      )
    )
      actions.push(
        ...(/^(?:pass|env|fd|stdin)\b/.test(show(value))
          ? show(value).startsWith('env:')
            ? [act('secret', show(value))]
            : []
          : [onPath('read', textFile(value))]),
      )
    else if (/^-(?:engine|provider|provider-path)$/.test(name)) actions.push(doubt('dynamic-code', `openssl ${name}`))
  }
  if (/^(?:dgst|md5|sha\d*|base64|enc|asn1parse)$/.test(verb))
    actions.push(
      ...args
        .slice(1)
        .filter(
          (arg, i, all) =>
            !knownStart(arg).startsWith('-') &&
            !/^-(?:out|hmac|mac|macopt|sign|verify|prverify|k|K|iv|S|md|pass|in)$/.test(show(all[i - 1] ?? [])),
        )
        .map((path) => onPath('read', path)),
    )
  return { actions, runs: [] }
}
const textFile = (value: Value): Value => (knownStart(value).startsWith('file:') ? cut(value, 5) : value)

/** tmux and screen: what follows the options and the sub-command's name is shell text, and it stays behind. */
const multiplexer: Analyser = ({ name, args }) => {
  const texts = args.map(literal)
  if (
    texts.some(
      (text) =>
        text !== null &&
        /^(?:ls|list-\w+|-V|-ls|-list|kill-server|has-session|display-message|show-options)$/.test(text),
    )
  )
    return only()
  const valued = /^-(?:L|S|f|s|n|t|c|e|x|y|F|T|h|p|d)$/
  const rest = args.filter(
    (arg, i) =>
      !knownStart(arg).startsWith('-') &&
      !(
        valued.test(texts[i - 1] ?? '') &&
        texts[i - 1] !== '-d' &&
        !(name === 'screen' && /^-[dhx]/.test(texts[i - 1] ?? ''))
      ),
  )
  const code = name === 'tmux' ? rest.slice(1) : rest
  const runs: Run[] = code.length > 0 ? [shell(concat(...code.flatMap((word): Value[] => [word, [' ']])))] : []
  const isKeys = texts.includes('send-keys') || texts.includes('send')
  return { actions: [act('detach', name), ...(isKeys ? [doubt('dynamic-code', 'tmux send-keys')] : [])], runs }
}

const makeGrammar = compileGrammar(
  '-C/--directory:folder -f/--file/--makefile:read -I/--include-dir: -j/--jobs? -l? -o: -W: -E/--eval:eval -n/--just-print/--dry-run/--recon -B -d -e -i -k -p -q/--question -r -R -s/--silent/--quiet -S -t -v/--version -w -h/--help -O? --debug? --no-print-directory --warn-undefined-variables --trace --shuffle?',
)
const make: Analyser = ({ name, args }) => {
  const { options } = parseOptions(makeGrammar, args)
  if (options.some(({ option }) => option.name === 'v' || option.name === 'h')) return only()
  return only(doubt('opaque-script', `${name} ${args.map(show).join(' ')}`.trim()))
}

/** Package runners: what they start stands in the project's files; some words only look. */
const projectRunner =
  (harmless: RegExp, network: RegExp): Analyser =>
  ({ name, args }) => {
    const list = args.map(literal)
    const verb = list.find((text) => text === null || !text.startsWith('-'))
    if (list.some((text) => text === '--version' || text === '-v' || text === '-V' || text === '--help')) return only()
    if (verb === null) return only(doubt('dynamic-code', name))
    if (verb !== undefined && harmless.test(verb)) return only()
    const isNetwork = verb === undefined || network.test(verb)
    return only(
      doubt('opaque-script', `${name} ${verb ?? ''}`.trim()),
      ...(isNetwork
        ? [{ ...act('network', `${name} ${verb ?? ''}`.trim()) }]
        : [{ ...act('network', name), isUnsure: true }]),
    )
  }

const npm = projectRunner(
  /^(?:ls|list|root|prefix|bin|help|explain|why|completion|docs-list|get|pkg-get)$/,
  /^(?:i|install|ci|add|update|up|publish|view|info|search|audit|outdated|login|whoami|ping|exec|x|create|init|dlx|unpublish|deprecate|token|access|team|org|star|fund)$/,
)

/** Compilers write where `-o` says; what else they do is told by their sources. */
const compiler: Analyser = ({ name, args }) => {
  if (args.length === 1 && asksVersion.test(show(args[0] ?? []))) return only()
  const outputs = args.flatMap((arg, i): Value[] => {
    const start = knownStart(arg)
    if (literal(arg) === '-o') return [args[i + 1] ?? unknown]
    return /^-o./.test(start) ? [cut(arg, 2)] : []
  })
  return only(
    ...outputs.map((path) => onPath('overwrite', path)),
    doubt('opaque-script', `${name} ${show(args[0] ?? [])}`.trim()),
  )
}
const asksVersion = /^-(?:-?version|v|V|-help|h)$/

const perDirectory = hole('path')

export const toolAnalysers: Readonly<Record<string, Analyser>> = {
  busybox: applets,
  toybox: applets,
  ed: lineEditor,
  red: lineEditor,
  ex: vim,
  vi: vim,
  vim,
  view: vim,
  nvim: vim,
  'vim.tiny': vim,
  'vim.basic': vim,
  emacs: () => only(doubt('dynamic-code', 'emacs')),
  nano: ({ args }) => only(...args.map((path) => onPath('modify', path))),
  sqlite3: sqlite,
  gdb: debuggerAnalyser,
  lldb: debuggerAnalyser,
  m4,
  openssl,
  tmux: multiplexer,
  screen: multiplexer,
  dtach: multiplexer,
  byobu: multiplexer,
  make,
  gmake: make,
  ninja: make,
  npm,
  yarn: npm,
  pnpm: npm,
  npx: npm,
  bunx: npm,
  pip: projectRunner(/^(?:list|show|freeze|check|help|debug|config)$/, /^(?:install|download|search|wheel|index)$/),
  pip3: projectRunner(/^(?:list|show|freeze|check|help|debug|config)$/, /^(?:install|download|search|wheel|index)$/),
  cargo: projectRunner(
    /^(?:version|help|tree|metadata|locate-project|pkgid)$/,
    /^(?:install|fetch|publish|search|update|login|add|owner|yank)$/,
  ),
  go: projectRunner(/^(?:version|env|help|list|doc|vet|fmt)$/, /^(?:get|install|mod|work)$/),
  gem: projectRunner(/^(?:list|env|environment|help|which|contents)$/, /^(?:install|update|fetch|push|search)$/),
  bundle: projectRunner(/^(?:list|show|info|check|config|version)$/, /^(?:install|update|add)$/),
  composer: projectRunner(/^(?:show|list|validate|about|help)$/, /^(?:install|update|require)$/),
  mvn: projectRunner(/^(?:help)$/, /./),
  gradle: projectRunner(/^(?:help|tasks|projects)$/, /./),
  dotnet: projectRunner(/^(?:help|--info)$/, /./),
  ...Object.fromEntries(
    [
      'tox',
      'nox',
      'pytest',
      'rake',
      'just',
      'task',
      'bazel',
      'cmake',
      'ctest',
      'meson',
      'jest',
      'vitest',
      'mocha',
      'tsx',
      'ts-node',
      'uv',
      'poetry',
      'pipenv',
      'conda',
      'mamba',
      'ant',
      'sbt',
      'lein',
      'mix',
      'stack',
      'cabal',
      'swift',
      'xcodebuild',
      'rustup',
      'nvm',
      'pyenv',
      'rbenv',
      'asdf',
      'volta',
      'java',
      'javaw',
      'javac',
      'jshell',
      'scala',
      'kotlin',
      'groovy',
      'clojure',
      'erl',
      'elixir',
      'ghci',
      'runghc',
      'ocaml',
      'julia',
      'octave',
      'Rscript',
      'R',
      'gnuplot',
      'tshark',
      'ansible',
      'expect',
      'osascript',
      'deno',
      'bun',
    ].map((name): [string, Analyser] => [
      name,
      ({ args }) =>
        args.length === 1 && asksVersion.test(show(args[0] ?? []))
          ? only()
          : only(doubt('opaque-script', `${name} ${show(args[0] ?? [])}`.trim())),
    ]),
  ),
  ...Object.fromEntries(
    ['gcc', 'g++', 'cc', 'c++', 'clang', 'clang++', 'rustc', 'ld', 'as'].map((name) => [name, compiler]),
  ),
  tsc: () => only(onPath('overwrite', perDirectory)),
  eslint: () => only(doubt('opaque-script', 'eslint')),
  prettier: ({ args }) =>
    only(
      ...args.flatMap((arg) => [
        onPath('read', arg),
        ...(args.some((other) => /^(?:-w|--write)$/.test(show(other))) ? [onPath('modify', arg)] : []),
      ]),
    ),
  gpg: ({ args }) => gpg(args),
  gpg2: ({ args }) => gpg(args),
  base64url: () => only(),
  dc: ({ args, stdin }) => {
    const text = literal(stdin)
    const code = [...args.map(literal), args.some((arg) => /^-(?:e|f|-expression|-file)/.test(show(arg))) ? '' : text]
    return code.some((each) => each === null || each.includes('!'))
      ? {
          actions: [doubt('dynamic-code', 'dc !')],
          runs: code.flatMap((each): Run[] =>
            each?.includes('!') ? [shell(textValue(each.slice(each.indexOf('!') + 1)))] : [],
          ),
        }
      : only()
  },
  ffmpeg: ({ args }) => only(onPath('overwrite', args.at(-1) ?? unknown), doubt('unknown-option', 'ffmpeg')),
  convert: ({ args }) =>
    only(...args.slice(0, -1).map((path) => onPath('read', path)), onPath('overwrite', args.at(-1) ?? unknown)),
  pandoc: ({ args }) => {
    const at = args.findIndex((arg) => /^(?:-o|--output)$/.test(show(arg)))
    return only(
      ...args.map((path) => onPath('read', path)),
      ...(at < 0 ? [] : [onPath('overwrite', args[at + 1] ?? unknown)]),
      ...(args.some((arg) => /^(?:-F|--filter|-L|--lua-filter)/.test(show(arg)))
        ? [doubt('opaque-script', 'pandoc --filter')]
        : []),
    )
  },
}

function gpg(args: readonly Value[]): Analysis {
  const list = args.map(show)
  if (list.some((text) => /^--(?:recv|send|search|refresh|fetch|locate)/.test(text))) return only(act('network', 'gpg'))
  if (list.some((text) => /^--(?:export-secret|delete)/.test(text)))
    return only(act('secret', 'gpg'), onPath('delete', textValue('~/.gnupg/keys')))
  const at = list.findIndex((text) => /^(?:-o|--output)$/.test(text))
  return only(
    ...(at < 0 ? [] : [onPath('overwrite', args[at + 1] ?? unknown)]),
    ...args.filter((arg) => !knownStart(arg).startsWith('-')).map((path) => onPath('read', path)),
  )
}
