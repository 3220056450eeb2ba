// Interpreters: where their code stands (an option, standard input, a file) and what it may do.
import type { Action } from '../model/action.ts'
import { concat, hole, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import {
  act,
  below,
  doubt,
  nothing,
  only,
  onPath,
  shell,
  words,
  type Analyser,
  type Analysis,
  type Call,
  type Found,
} from '../grammar/analysis.ts'
import { judgeCode } from './code/judge.ts'
import { languages, type LanguageName } from './code/languages.ts'
import { compileGrammar, parseOptions, type Grammar, type Option } from '../grammar/options.ts'
import { readBy, type Read } from '../grammar/reader.ts'
import { among } from '../among.ts'

interface Interpreter {
  readonly language: LanguageName
  readonly grammar: Grammar
}

const reads = (language: LanguageName, options: string): Interpreter => ({ language, grammar: compileGrammar(options) })

const interpreters = {
  python: reads(
    'python',
    '-c:code -m:module -W: -X: -B -b -d -E -h -i -I -O -OO -P -q -s -S -u -v -V -x --version --help --check-hash-based-pycs:',
  ),
  node: reads(
    'javascript',
    '-e/--eval:code -p/--print:code -pe:code -c/--check -i/--interactive -r/--require:file --import:file --loader:file --experimental-loader:file -C: --input-type: --no-warnings --trace-warnings --max-old-space-size: --test -v/--version -h/--help --env-file:read --env-file-if-exists:read --watch',
  ),
  perl: reads(
    'perl',
    '-e/-E:code -M?module -m?module -n -p -i?edit -I:file -l# -0# -a -F?split -w -W -X -s -S -t -T -u -U -c -C? -d? -D? -f -v -V? -x? -h',
  ),
  ruby: reads(
    'ruby',
    '-e:code -r:module -n -p -i?edit -I:file -l -0# -a -F: -w -W? -s -S -c -C: -d -E: -K: -h -v --version --disable? --enable? -x? -y -U',
  ),
  php: reads(
    'php',
    '-r:code -R:code -B:code -E:code -f:file -F:file -d:setting -c:file -n -i -l -m -q -s -v -w -z:file -S:server -t: -a -h --version --ini --rf: --rc:',
  ),
  lua: reads('lua', '-e:code -l:module -i -v -E -W'),
  tclsh: reads('tcl', '-encoding:'),
}

/** Of php: settings that neither load code nor name files. */
const harmlessSetting = among(
  String.raw`
    display_errors error_reporting memory_limit max_execution_time date\.timezone precision serialize_precision
    html_errors log_errors default_charset zend\.assertions`,
  { after: String.raw`(?:=[\w./+~&|^-]*)?$` },
)

/** Perl puts the pattern of `-F` into its code as it stands. */
const plainSplit = /^(?:[^\w\s'"/({\\]|\\?.|\/[^/({]*\/|\w+|'[^'({]*'|"[^"({@$]*")?$/

/** Standard modules that run as a command and only look or calculate. */
const harmlessModules = /^(?:json\.tool|this|calendar|base64|platform|sysconfig|site|tokenize|dis|__hello__)$/
/** They compile and run nothing. */
const compiling = /^(?:py_compile|compileall)$/
const networkModules =
  /^(?:http\.server|pip|ensurepip|smtpd|webbrowser|pydoc|urllib.*|ftplib|telnetlib|asyncio|antigravity)$/

const interpreterOf =
  ({ language, grammar }: Interpreter): Analyser =>
  (call) => {
    const { name, args, stdin } = call
    const { options, operands, strange, mayHideOption, has, inRole } = readBy(parseOptions(grammar, args, false), call)
    const actions: Action[] = []
    const analyses: Analysis[] = []
    const codes = inRole('code')
    if (has('version', 'V', 'v', 'h', 'help') && codes.length === 0 && operands.length === 0) return nothing
    if (mayHideOption && codes.length === 0) actions.push(doubt('dynamic-code', `${name} …`))
    // Strange options of an interpreter may load code.
    actions.push(...strange.map((option) => doubt('unknown-option', `${name} ${option}`)))
    const given = only(options.map(({ option, value }) => optionOf(call, language, option, value ?? unknown, operands)))
    actions.push(...given.actions)
    const isLoop = has('n', 'p')
    const hasModule = language === 'python' && has('m')
    const inputs = codes.length > 0 ? operands : []
    const reader = languages[language].operandReaders
    const reads = isLoop || has('i') || codes.some((code) => reader?.test(show(code)) === true)
    if (reads)
      analyses.push(...inputs.map((path) => (language === 'perl' ? magicOpen(path) : only(onPath('read', path)))))
    if (isLoop && codes.some((code) => /\bARGV\b/.test(show(code)))) actions.push(doubt('inline-code', `${name}: ARGV`))
    if (language !== 'python' && has('i')) actions.push(...inputs.map((path) => onPath('modify', path)))
    // Lua runs its first operand even after code.
    const [script] = inputs
    if (language === 'lua' && script) actions.push(doubt('opaque-script', `${name} ${show(script)}`))
    // Its syntax is looked at, nothing is run; Perl would run what stands at its beginning.
    const isPlainCheck = analyses.length === 0 && actions.length === 0
    const isCheck =
      (language === 'javascript' && has('c')) ||
      (isPlainCheck && codes.length === 0 && ((language === 'ruby' && has('c')) || (language === 'php' && has('l'))))
    if (isCheck)
      return only(
        actions,
        operands.map((path) => onPath('read', path)),
      )
    for (const code of codes) analyses.push(codeOf(language, code))
    // Behind the code it goes on with what stands on standard input.
    if (codes.length > 0 && (isInteractive(language, has) || (language === 'perl' && has('d'))))
      analyses.push(codeOf(language, stdin))
    if (codes.length === 0 && !hasModule) {
      const [file] = operands
      const isInput = file === undefined || literal(file) === '-' || literal(file) === '/dev/stdin'
      if (isInput) analyses.push(codeOf(language, stdin))
      else actions.push(onPath('read', file), doubt('opaque-script', `${name} ${show(file)}`))
    }
    return only(actions, given.runs, analyses)
  }

/** What one option does, beside code in it. */
function optionOf(
  { name }: Call,
  language: LanguageName,
  option: Option,
  value: Value,
  operands: readonly Value[],
): Found {
  const text = literal(value)
  const isLoaded = isLookup(language, option.name, text ?? '.') && doubt('changed-lookup', `${name} -${option.name}`)
  switch (option.role) {
    case 'module':
      if (language === 'python' && text === 'pip') return words(textValue('pip'), ...operands)
      return moduleActions(name, language, value, operands)
    case 'file':
      return doubt('opaque-script', `${name} -${option.name} ${show(value)}`)
    // Its variables may be options of node.
    case 'read':
      return [onPath('read', value), doubt('opaque-script', `${name} --${option.name}`)]
    case 'setting':
      return !harmlessSetting.test(text ?? '') && doubt('unknown-option', `${name} -d ${show(value)}`)
    case 'split':
      return !plainSplit.test(text ?? '(') && doubt('inline-code', `${name} -F`)
    case 'server':
      return act('network', `${name} -S`)
    default:
      return isLoaded
  }
}

/** A category of warnings with a dot is a module that is loaded; a folder that Ruby goes to is not followed. */
const isLookup = (language: LanguageName, option: string, value: string): boolean =>
  (language === 'python' && option === 'W' && value.includes('.')) || (language === 'ruby' && option === 'C')

const isInteractive = (language: LanguageName, has: Read['has']): boolean =>
  /^(?:python|javascript|lua)$/.test(language) ? has('i') : language === 'php' && has('a')

/** Perl opens `cmd|` and `|cmd` as a process and `>file` to write. */
function magicOpen(path: Value): Analysis {
  const text = literal(path)?.trim() ?? ''
  if (text.startsWith('|')) return only(shell([text.slice(1)]))
  if (text.endsWith('|')) return only(shell([text.slice(0, -1)]))
  const [, mark = '', file = ''] = /^(\+?>>?|\+<|<?)&?=?\s*(.*)$/s.exec(text) ?? []
  if (mark !== '' && mark !== '<') return only(onPath('overwrite', textValue(file)))
  return only(onPath('read', mark === '<' ? textValue(file) : path))
}

function codeOf(language: LanguageName, code: Value): Analysis {
  const text = literal(code)
  return text === null
    ? only(act('inline-code', language), doubt('dynamic-code', `${language} ${show(code)}`.slice(0, 80)))
    : judgeCode(language, text)
}

function moduleActions(name: string, language: LanguageName, value: Value, operands: readonly Value[]): Action[] {
  const module = literal(value)?.replace(/[=\s].*$/s, '') ?? ''
  if (language !== 'python') {
    return among(String.raw`
    strict warnings utf8 feature List::Util POSIX Data::Dumper JSON::PP Time::Piece MIME::Base64 Encode json set date
    time bigdecimal digest 5\.\d+`).test(module)
      ? []
      : [doubt('inline-code', `${name} module ${module}`)]
  }
  if (harmlessModules.test(module)) {
    const files = operands.filter((arg) => !show(arg).startsWith('-'))
    // It is looked for in the working folder first.
    return [
      act('inline-code', language),
      ...files.map((path, i) => onPath(module === 'json.tool' && i === 1 ? 'overwrite' : 'read', path)),
    ]
  }
  const plain = operands.filter((arg) => literal(arg)?.startsWith('-') === false)
  if (module === 'venv' && plain.length === 1 && operands.every((arg) => plain.includes(arg) || isVenvOption(arg)))
    return [onPath('overwrite', plain[0] ?? unknown, true)]
  if (compiling.test(module) && plain.length > 0 && plain.length === operands.length)
    return plain.flatMap((path) => [
      onPath('read', path),
      onPath('create', below(concat(path, textValue('/..')), textValue('__pycache__')), true),
      onPath('overwrite', concat(path, ['/'], hole('tracked'), ['.pyc'])),
    ])
  return [
    doubt('opaque-script', `${name} -m ${module}`),
    ...(networkModules.test(module) ? [act('network', `${name} -m ${module}`)] : []),
  ]
}

export const interpreterAnalysers: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries({
    ...interpreters,
    nodejs: interpreters.node,
    wish: interpreters.tclsh,
    luajit: interpreters.lua,
  }).map(([name, interpreter]) => [name, interpreterOf(interpreter)]),
)

/** `gcc-13`, `x86_64-linux-gnu-g++`, `clang-format-17`. */
const compilerName =
  /^(?:(?:x86_64|aarch64|arm|i686)-linux-gnu\w*-)?(gcc|g\+\+|clang\+\+|clang|clang-format|cpp)(?:-\d{1,2})?$/

const isVenvOption = (arg: Value): boolean =>
  /^--(?:system-site-packages|without-pip|prompt=[\w.-]+|copies|symlinks)$/.test(literal(arg) ?? '')

/** `python3.11`, `perl5.36.0`, `lua5.4`: the plain name. */
export const plainName = (name: string): string =>
  compilerName.test(name)
    ? name.replace(compilerName, '$1')
    : /^(?:python|pypy|perl|ruby|php|lua|tclsh|node)[0-9.]+$/.test(name)
      ? name.replace(/(?<![0-9.])[0-9.]+$/, '').replace('pypy', 'python')
      : name
