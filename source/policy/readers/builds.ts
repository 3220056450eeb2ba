// Builders, package managers and compilers: what they run stands in the project's files.
import { fits, hole, knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { act, type Analyser, below, doubt, onEach, onPath } from '../grammar/analysis.ts'
import { compileGrammar, cut, mayBeOption, parseOptions } from '../grammar/options.ts'
import { alike, among, mapValues } from '../among.ts'
import type { Action } from '../model/action.ts'
import { reader } from '../grammar/reader.ts'

const makeGrammar = compileGrammar(
  '-C/--directory:folder -f/--file/--makefile:read -I/--include-dir: -j/--jobs? -l? -o: -W: -E/--eval:eval -n/--just-print/--dry-run/--recon -B -d -e -i -k -p -q/--question -r -R -s/--silent/--quiet -S -t -v/--version -w -h/--help -O? --debug? --no-print-directory --warn-undefined-variables --trace --shuffle?',
)

const make: Analyser = ({ name, args }) => {
  const { options } = parseOptions(makeGrammar, args)
  if (options.some(({ option }) => option.name === 'v' || option.name === 'h')) return []
  return doubt('opaque-script', `${name} ${args.map(show).join(' ')}`.trim())
}

/** What a package runner does, by its words; what no row tells runs code of the project's files. */
interface Runner {
  /** Its first words, of calls that only look. */
  readonly looks?: RegExp
  /** Options that such a call may have; any other may write or reach out. */
  readonly options?: RegExp
  /** First words of calls that reach the network. */
  readonly network?: RegExp
  /** It fetches what it is to run, unless one of these options is given. */
  readonly fetchesUnless?: RegExp
}

const pip: Runner = {
  looks: /^(?:list|show|freeze|check|help|debug|config (?:list|get|debug))(?: |$)/,
  options: /^(?:-[vqlf]+|--(?:verbose|quiet|local|user|files|all|not-required|no-color|no-input|format(?:=\w+)?))$/,
  network: /^(?:install|download|search|wheel|index)(?: |$)/,
}

const packages: Runner = {
  options: /^(?:-[glaps]+|--(?:depth(?:=\w+)?|all|global|json|long|parseable|prod|production|dev|omit=\w+|silent))$/,
  network: among(
    String.raw`
    i install ci add update up publish view info search audit outdated login whoami ping exec x create init dlx
    unpublish deprecate token access team org star fund`,
    { after: '(?: |$)' },
  ),
}

const runners: Readonly<Record<string, Runner>> = {
  ...alike('pip pip3', pip),
  npm: {
    ...packages,
    looks: among(
      String.raw`
    ls list root prefix bin help explain why completion get (?:config|pkg)[ ]get config[ ](?:ls|list) run$`,
      { after: '(?: |$)' },
    ),
  },
  // Words these two do not know are scripts of the project.
  yarn: { ...packages, looks: /^(?:why|bin)(?: |$)/ },
  pnpm: { ...packages, looks: /^(?:ls|list|why|root|bin|help)(?: |$)/ },
  ...alike('npx bunx', { fetchesUnless: /^--(?:no|no-install|offline)$/ }),
  cargo: {
    looks: /^(?:version|help|locate-project|pkgid)(?: |$)/,
    options: /^(?:-[vq]+|--(?:verbose|quiet|workspace))$/,
    network: /^(?:install|fetch|publish|search|update|login|add|owner|yank)(?: |$)/,
  },
  go: {
    looks: /^(?:version|env|help)(?: |$)/,
    options: /^-(?:m|v|json|changed)$/,
    network: /^(?:get|install|mod|work)(?: |$)/,
  },
  gem: {
    looks: /^(?:list|env|environment|help|which|contents)(?: |$)/,
    options: /^(?:-[ldai]|--(?:local|details|all|exact|versions|no-versions|installed))$/,
    network: /^(?:install|update|fetch|push|search)(?: |$)/,
  },
  // Its other words run the Gemfile.
  bundle: { looks: /^(?:version|help|config(?: (?:list|get .*))?$)/, network: /^(?:install|update|add)(?: |$)/ },
  composer: {
    looks: /^(?:show|list|about|help)(?: |$)/,
    options: /^(?:-[itDNPqn]|--(?:installed|tree|direct|name-only|path|no-ansi|no-plugins|no-interaction))$/,
    network: /^(?:install|update|require)(?: |$)/,
  },
  ...alike('mvn gradle', { network: /./ }),
  dotnet: { looks: /^help(?: |$)/, network: /./ },
}

/** With options any word may be the first one: what stands before it may be a value. */
const reachesOut = ({ network }: Runner, words: readonly (string | null)[], hasOptions: boolean): boolean =>
  words.some((_, i) => (i === 0 || hasOptions) && network?.test(words.slice(i).join(' ')) === true)

function runnerOf(runner: Runner): Analyser {
  return ({ name, args }) => {
    const list = args.map(literal)
    const [alone = ''] = list
    if (list.length === 1 && alone !== null && asksVersion.test(alone)) return []
    const words = list.filter((text) => text === null || !/^[-+]/.test(text))
    if (words[0] === null) return doubt('dynamic-code', name)
    const options = list.filter((text) => text?.startsWith('-') === true)
    // A word that is not known may be an option.
    const text = words.includes(null) ? null : words.join(' ')
    const areKnown = options.every((option) => runner.options?.test(option ?? '') === true)
    if (text !== null && areKnown && runner.looks?.test(text) === true) return []
    const what = `${name} ${words[0] ?? ''}`.trim()
    const isNetwork = words.length === 0 || reachesOut(runner, words, options.length > 0)
    const { fetchesUnless } = runner
    const mayFetch = fetchesUnless !== undefined && !options.some((option) => fetchesUnless.test(option ?? ''))
    return [doubt('opaque-script', what), (isNetwork || mayFetch) && { ...act('network', what), isUnsure: mayFetch }]
  }
}

/** Compilers write where `-o` says; what else they do is told by their sources. */
const linker: Analyser = ({ name, args }) => {
  if (args.length === 1 && asksVersion.test(show(args[0] ?? []))) return []
  const [asked, what, ...more] = args.map(literal)
  if (name === 'rustc' && asked === '--print' && /^[a-z][a-z-]*$/.test(what ?? '') && more.length === 0) return []
  const outputs = args.flatMap((arg, i): Value[] => {
    const start = knownStart(arg)
    if (literal(arg) === '-o') return [args[i + 1] ?? unknown]
    return /^-o./.test(start) ? [cut(arg, 2)] : []
  })
  return [onEach('overwrite', outputs), doubt('opaque-script', `${name} ${show(args[0] ?? [])}`.trim())]
}

const asksVersion = /^-(?:-?version|v|V|-help|h)$/

// Compilers that turn the project's sources into files and run none of them.

interface Compiler {
  /** Options that neither load code, run a program, read more options, nor name where something is written. */
  readonly harmless: RegExp
  /** Such options whose value may be joined to them and unknown. */
  readonly open: RegExp
  /** Options that name the file, or the folder, where the result goes. */
  readonly output: string
  /** What it makes: beside the sources, or below the folder it is told. */
  readonly made: Value
}

// Warnings, machines and code generation by plain words; `-Wl,`, `-Wp,`, `-mllvm`, `-fplugin=` and their kin are not among them.
const c: Compiler = {
  harmless: new RegExp(
    `^-(?:${[
      '[cESgvwHPCQr]',
      'M{1,2}D?|MP|MT|MQ',
      'g(?!split-dwarf$|cc-toolchain|en-)[a-z0-9-]*',
      'O[0-3sgz]?|Ofast',
      'W(?:(?!l,|p,|a,|rapper)[\\w+-]+(?:=[\\w+-]+)?)?',
      'f(?!plugin|pass-plugin|use-ld|dump|profile|module|load|opt-info|diagnostics-\\w*file|crash|dependency|save|time-trace|record|ada|go-|auto-profile|compare-debug|lto|integrated|embed|callgraph|debug|file|macro|coverage|index|sanitize-(?:blacklist|ignorelist))[a-zA-Z][a-zA-Z0-9-]*(?:=[\\w,+-]+)?',
      'm(?!llvm|link|module|iwmmxt)[a-z0-9][a-z0-9.-]*(?:=[\\w.+-]+)?',
      'std=[\\w+:]+|pedantic(?:-errors)?|ansi|pthread|shared|static|static-libgcc|static-libstdc\\+\\+|pie|no-pie|rdynamic|nostdlib|nostdinc|nodefaultlibs|pipe|x|isystem|iquote|idirafter|include|imacros',
      '[IDULl].*',
    ].join('|')})$`,
  ),
  open: /^-[IDULl]/,
  output: '-o',
  made: hole('name'),
}

const javac: Compiler = {
  harmless: among(String.raw`
    -g(?::[\w,]+)? -nowarn -verbose -deprecation -parameters -cp -classpath -sourcepath -encoding -source -target
    -Werror -Xlint(?::[\w,-]+)? -Xdiags:\w+ -Xmaxerrs -Xmaxwarns -proc:none -implicit:\w+ --class-path(?:=.*)?
    --source-path(?:=.*)? --source(?:=.*)? --target(?:=.*)? --release(?:=.*)? --module-path(?:=.*)?
    --enable-preview(?:=.*)? -p`),
  open: /^--(?:class-path|source-path|module-path)=/,
  output: '-d',
  // Packages are folders, and no package is called `.git`.
  made: hole('tracked'),
}

const compilers: Readonly<Record<string, Compiler>> = {
  ...alike('gcc g++ cc c++ clang clang++ gfortran', c),
  javac,
}

const compilerOf =
  (row: Compiler): Analyser =>
  ({ name, args }) => {
    const actions: Action[] = []
    let isPlaced = false
    const placed = (value: Value) => {
      isPlaced = true
      actions.push(onPath('overwrite', row === javac ? below(value, row.made) : value))
    }
    for (let i = 0; i < args.length; i += 1) {
      const arg = args[i] ?? []
      const start = knownStart(arg)
      const isKnown = literal(arg) !== null
      if (start === row.output && isKnown) placed(args[(i += 1)] ?? unknown)
      else if (row === c && start.startsWith('-o')) placed(cut(arg, 2))
      else if (start.startsWith('-') ? (isKnown ? row.harmless : row.open).test(start) : !isStrange(arg)) {
        // Whatever is no option is a source, or the value of one that reads: what does not compile is shown in messages.
        if (!start.startsWith('-')) actions.push(onPath('read', arg))
      } else actions.push(doubt('opaque-script', `${name} ${show(arg)}`))
    }
    if (!isPlaced) actions.push(onPath('create', row.made))
    return actions
  }

/** A file of more options, or a word that may be one. */
const isStrange = (word: Value): boolean => knownStart(word).startsWith('@') || mayBeOption(word)

/** Where it writes stands in its settings too, as the files of the project it compiles. */
const tsc = reader(
  '-p/--project: -b/--build -w/--watch -t/--target: -m/--module: -d/--declaration -v/--version -h/--help --all --noEmit --outDir:overwriteTree --outFile/--out:overwrite --declarationDir:overwriteTree --tsBuildInfoFile:overwrite --generateTrace:overwriteTree --generateCpuProfile:overwrite --rootDir: --baseUrl: --jsx: --lib: --moduleResolution: --types: --typeRoots: --strict --pretty --force -f --clean --dry --verbose --emitDeclarationOnly --declarationMap --sourceMap --inlineSourceMap --skipLibCheck --esModuleInterop --allowJs --checkJs --resolveJsonModule --isolatedModules --incremental --composite --noEmitOnError --noImplicitAny --noUnusedLocals --noUnusedParameters --removeComments --preserveWatchOutput --showConfig --listFiles --listFilesOnly --diagnostics --extendedDiagnostics --traceResolution --experimentalDecorators --downlevelIteration --ignoreConfig --init',
  ({ has, operands, valuesOf }) => {
    const isSilent = has('noEmit', 'v', 'h', 'showConfig', 'listFilesOnly', 'dry') && !operands.some(fits(/^false$/))
    return [
      onEach('read', operands),
      // What it makes lies beside its settings.
      !isSilent && valuesOf('p').map((value) => onPath('modify', value, true)),
      !isSilent && onPath(has('clean') ? 'delete' : 'overwrite', hole('tracked')),
      operands.some((word) => knownStart(word).startsWith('@')) && doubt('unknown-option', 'tsc @'),
    ]
  },
)

export const buildAnalysers: Readonly<Record<string, Analyser>> = {
  ...alike('make gmake ninja', make),
  ...mapValues(runners, runnerOf),
  ...mapValues(compilers, compilerOf),
  ...alike('rustc ld as', linker),
  tsc,
}
