// Interpreters: where their code stands (an option, standard input, a file) and what it may do.
import { concat, fits, hole, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import type { Call, Found } from '../grammar/analysis.ts'
import { act, below, doubt, onEach, only, onPath, scriptFile, shell, words } from '../grammar/analysis.ts'
import { judgeCode } from './code/judge.ts'
import { languages, type LanguageName } from './code/languages.ts'
import { edited } from './code/perl.ts'
import { pythonWords } from './code/python.ts'
import { type Option } from '../grammar/options.ts'
import { type Read } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'
import type { Row, Verb } from '../grammar/row.ts'

interface Interpreter {
  readonly language: LanguageName
  readonly options: string
}

const reads = (language: LanguageName, options: string): Interpreter => ({ language, options })

const interpreters = {
  python: reads(
    'python',
    '-c:source -m:module -W: -X: -B -b -d -E -h -i -I -O -OO -P -q -s -S -u -v -V -x --version --help --check-hash-based-pycs:',
  ),
  node: reads(
    'javascript',
    '-e/--eval:source -p/--print:source -pe:source -c/--check -i/--interactive -r/--require:file --import:file --loader:file --experimental-loader:file -C: --input-type: --no-warnings --trace-warnings --max-old-space-size: --test -v/--version -h/--help --env-file:read --env-file-if-exists:read --watch',
  ),
  perl: reads(
    'perl',
    '-e/-E:source -M?module -m?module -n -p -i? -I:file -l# -0# -a -F?split -w -W -X -s -S -t -T -u -U -c -C? -d? -D? -f -v -V? -x? -h',
  ),
  ruby: reads(
    'ruby',
    '-e:source -r:module -n -p -i? -I:file -l -0# -a -F: -w -W? -s -S -c -C: -d -E: -K: -h -v --version --disable? --enable? -x? -y -U',
  ),
  php: reads(
    'php',
    '-r:source -R:source -B:source -E:source -f:file -F:file -d:setting -c:file -n -i -l -m -q -s -v -w -z:file -S:server -t: -a -h --version --ini --rf: --rc:',
  ),
  lua: reads('lua', '-e:source -l:module -i -v -E -W'),
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

/** Of Perl and Ruby. */
const plainModules = among(String.raw`
    strict warnings utf8 feature List::Util POSIX Data::Dumper JSON::PP Time::Piece MIME::Base64 Encode json set date
    time bigdecimal digest 5\.\d+`)

/** Standard modules that run as a command and only look or calculate. */
const harmlessModules = /^(?:json\.tool|this|calendar|base64|platform|sysconfig|site|tokenize|dis|__hello__)$/
/** Its own, that tell how they are called. */
const helping = /^(?:venv|unittest|http\.server|zipfile|tarfile|timeit|compileall|cProfile|pdb|doctest|ensurepip)$/
/** Programs by their own names, too. */
const tools = /^(?:pip|uv|black|ruff|isort|pyflakes|yamllint|coverage|pytest|mypy|flake8|pylint|twine|tox)$/
const networkModules =
  /^(?:http\.server|pip|ensurepip|smtpd|webbrowser|pydoc|urllib.*|ftplib|telnetlib|asyncio|antigravity)$/

/** Strange options of an interpreter may load code. */
const interpreterOf = ({ language, options: grammar }: Interpreter): Verb => ({
  options: grammar,
  isPosix: true,
  isPlain: true,
  words: ({ args }) => (language === 'python' ? pythonWords(args) : args),
  read(given) {
    const { call, options, operands, mayHideOption, has } = given
    const { name, stdin } = call
    const codes = given.inRole('source')
    const hasCode = codes.length > 0
    if (has('version', 'V', 'v', 'h', 'help') && !hasCode && operands.length === 0) return []
    const inputs = hasCode ? operands : []
    const isLoop = has('n', 'p')
    const reader = languages[language].operandReaders
    const opens = isLoop || has('i') || codes.some((code) => reader?.test(show(code)) === true)
    const begun = only(
      mayHideOption && !hasCode && doubt('dynamic-code', `${name} …`),
      options.map(({ option, value }) => optionOf(call, language, option, value ?? unknown, operands)),
      isLoop && codes.some((code) => /\bARGV\b/.test(show(code))) && doubt('inline-code', `${name}: ARGV`),
      language !== 'python' && has('i') && edited(given, inputs, codes),
      // Lua runs its first operand even after code.
      language === 'lua' && inputs[0] && doubt('opaque-script', `${name} ${show(inputs[0])}`),
      opens && inputs.map((path) => (language === 'perl' ? magicOpen(path) : onPath('read', path))),
    )
    if (onlyChecks(language, given, begun.actions.length + given.strange.length === 0 && !hasCode))
      return [begun.actions, onEach('read', operands)]
    // Behind the code it goes on with what stands on standard input.
    const goesOn = hasCode && (isInteractive(language, has) || (language === 'perl' && has('d')))
    const [file = textValue('-')] = operands
    const isScript = !hasCode && !(language === 'python' && has('m'))
    const isInput = /^(?:-|\/dev\/stdin)$/.test(literal(file) ?? '')
    const isAlone = options.every(({ option }) => option.name === 'u')
    return [
      begun,
      [...codes, ...(goesOn || (isScript && isInput) ? [stdin] : [])].map((code) => codeOf(language, code)),
      isScript &&
        !isInput &&
        scriptFile(`${name} ${show(file)}`, { path: file, language, args: operands.slice(1) }, isAlone),
    ]
  },
})

/** Its syntax is looked at, nothing is run; Perl would run what stands at its beginning. */
const onlyChecks = (language: LanguageName, { has }: Read, isPlain: boolean): boolean =>
  (language === 'javascript' && has('c')) ||
  (isPlain && ((language === 'ruby' && has('c')) || (language === 'php' && has('l'))))

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
  (language === 'python' && option === 'W' && value.includes('.')) ||
  (language === 'python' && option === 'X' && /^(?:presite|pycache_prefix)=/.test(value)) ||
  (language === 'ruby' && option === 'C')

const isInteractive = (language: LanguageName, has: Read['has']): boolean =>
  /^(?:python|javascript|lua)$/.test(language) ? has('i') : language === 'php' && has('a')

/** Perl opens `cmd|` and `|cmd` as a process and `>file` to write. */
function magicOpen(path: Value): Found {
  const text = literal(path)?.trim() ?? ''
  if (/^\||\|$/.test(text)) return shell([text.startsWith('|') ? text.slice(1) : text.slice(0, -1)])
  const [, mark = '', file = ''] = /^(\+?>>?|\+<|<?)&?=?\s*(.*)$/s.exec(text) ?? []
  if (mark !== '' && mark !== '<') return onPath('overwrite', textValue(file))
  return onPath('read', mark === '<' ? textValue(file) : path)
}

function codeOf(language: LanguageName, code: Value): Found {
  const text = literal(code)
  return text === null
    ? [act('inline-code', language), doubt('dynamic-code', `${language} ${show(code)}`.slice(0, 80))]
    : judgeCode(language, text)
}

function moduleActions(name: string, language: LanguageName, value: Value, operands: readonly Value[]): Found {
  const module = literal(value)?.replace(/[=\s].*$/s, '') ?? ''
  if (language !== 'python') return !plainModules.test(module) && doubt('inline-code', `${name} module ${module}`)
  if (tools.test(module)) return [act('inline-code', language), words(textValue(module), ...operands)]
  if (harmlessModules.test(module)) {
    const files = operands.filter((arg) => !/^(?:-|\d+$)/.test(show(arg)))
    // It is looked for in the working folder first.
    return [
      act('inline-code', language),
      ...files.map((path, i) => onPath(module === 'json.tool' && i === 1 ? 'overwrite' : 'read', path)),
    ]
  }
  if (helping.test(module) && operands.length === 1 && fits(/^(?:-h|--help)$/)(operands[0])) return []
  const plain = operands.filter((arg) => literal(arg)?.startsWith('-') === false)
  if (module === 'venv' && plain.length === 1 && operands.every((arg) => plain.includes(arg) || isVenvOption(arg)))
    return [onPath('overwrite', plain[0] ?? unknown, true)]
  if (/^(?:py_compile|compileall)$/.test(module) && plain.length > 0 && plain.length === operands.length)
    return plain.map((path) => [
      onPath('read', path),
      onPath('create', below(concat(path, textValue('/..')), textValue('__pycache__')), true),
      onPath('overwrite', concat(path, ['/'], hole('tracked'), ['.pyc'])),
    ])
  return [
    doubt('opaque-script', `${name} -m ${module}`),
    networkModules.test(module) && act('network', `${name} -m ${module}`),
  ]
}

const interpreterRow = (interpreter: Interpreter, more: Partial<Row> = {}): Row => ({
  about: 'runs code of its language',
  ...interpreterOf(interpreter),
  ...more,
})

export const interpreterRows: Readonly<Record<string, Row>> = {
  python: interpreterRow(interpreters.python),
  ...alike('node nodejs', interpreterRow(interpreters.node)),
  perl: interpreterRow(interpreters.perl),
  ruby: interpreterRow(interpreters.ruby, { tells: '-v' }),
  php: interpreterRow(interpreters.php),
  ...alike('lua luajit', interpreterRow(interpreters.lua)),
  // They take the words for a script's own, and go on with what they read.
  ...alike('tclsh wish', interpreterRow(interpreters.tclsh, { isDeaf: true })),
}

/** `gcc-13`, `x86_64-linux-gnu-g++`, `clang-format-17`. */
const machineName =
  '(?:x86_64|i[3-6]86|aarch64|arm\\w*|riscv(?:32|64)|mips\\w*|powerpc\\w*|s390x|avr|sparc\\w*|xtensa|loongarch64)(?:-\\w+){0,3}-'
const compilerName = new RegExp(
  `^(?:${machineName})?(gcc|g\\+\\+|clang\\+\\+|clang|clang-format|clang-tidy|cpp|llvm-\\w+)(?:-\\d{1,2})?$`,
)
/** The tools of another machine. */
const binaryTool = new RegExp(
  `^${machineName}(ar|as|ld|nm|objcopy|objdump|ranlib|readelf|size|strings|strip|addr2line)$`,
)

const isVenvOption = (arg: Value): boolean =>
  /^--(?:system-site-packages|without-pip|prompt=[\w.-]+|copies|symlinks)$/.test(literal(arg) ?? '')

/** `python3.11`, `perl5.36.0`, `lua5.4`: the plain name. */
export const plainName = (name: string): string =>
  compilerName.test(name) || binaryTool.test(name)
    ? name.replace(compilerName, '$1').replace(binaryTool, '$1')
    : /^(?:python|pypy|perl|ruby|php|lua|tclsh|node)[0-9.]+$/.test(name)
      ? name.replace(/(?<![0-9.])[0-9.]+$/, '').replace('pypy', 'python')
      : name
