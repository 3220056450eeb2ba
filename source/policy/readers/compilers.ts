// Compilers: what they read and write; those of C and Java run nothing of the project, with the options that are known.
import { alike, among } from '../among.ts'
import { concat, cut, fits, hole, knownStart, literal, show, splitValue, unknown, type Value } from '../model/value.ts'
import type { Action } from '../model/action.ts'
import { below, doubt, onEach, onPath } from '../grammar/analysis.ts'
import { mayBeOption } from '../grammar/options.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'

/** `a.out`, `x.o`, `diary.d.ts`: names with an ending. */
const madeName = concat(hole('glob'), ['.'], hole('glob'))

interface Compiler {
  /** Options that neither load code, run a program, read more options, nor name where something is written. */
  readonly harmless: RegExp
  /** Such options whose value may be joined to them and unknown. */
  readonly open: RegExp
  /** Options that name the file, or the folder, where the result goes. */
  readonly output: string
  /** What it makes: in the folder it is called in, or that of the source, or below the one it is told. */
  readonly made: Value
  readonly isBeside?: boolean
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
      'std=[\\w+:]+|emit-(?:llvm|ast)|pedantic(?:-errors)?|ansi|pthread|shared|static|static-libgcc|static-libstdc\\+\\+|pie|no-pie|rdynamic|nostdlib|nostdinc|nodefaultlibs|pipe|x|isystem|iquote|idirafter|include|imacros',
      '[IDULl].*',
    ].join('|')})$`,
  ),
  open: /^-[IDULl]/,
  output: '-o',
  made: madeName,
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
  isBeside: true,
}

const compilerOf =
  (row: Compiler): Reader =>
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
    if (isPlaced) return actions
    const sources = row.isBeside ? actions.flatMap(({ kind, path }) => (kind === 'read' && path ? [path] : [])) : []
    return [...actions, onPath('overwrite', row.made), ...sources.map((path) => onPath('overwrite', besideOf(path)))]
  }

/** Any of them in the same folder. */
const besideOf = (path: Value): Value =>
  concat(
    ...splitValue(path, '/')
      .slice(0, -1)
      .flatMap((part) => [part, ['/']]),
    madeName,
  )

/** A file of more options, or a word that may be one. */
const isStrange = (word: Value): boolean => knownStart(word).startsWith('@') || mayBeOption(word)

/** Where it writes stands in its settings too, as the files of the project it compiles. */
const tsc = reader(
  '-p/--project: -b/--build -w/--watch -t/--target: -m/--module: -d/--declaration -v/--version -h/--help --all --noEmit --outDir:overwriteTree --outFile/--out:overwrite --declarationDir:overwriteTree --tsBuildInfoFile:overwrite --generateTrace:overwriteTree --generateCpuProfile:overwrite --rootDir: --baseUrl: --jsx: --lib: --moduleResolution: --types: --typeRoots: --strict --pretty --force -f --clean --dry --verbose --emitDeclarationOnly --declarationMap --sourceMap --inlineSourceMap --skipLibCheck --esModuleInterop --allowJs --checkJs --resolveJsonModule --isolatedModules --incremental --composite --noEmitOnError --noImplicitAny --noUnusedLocals --noUnusedParameters --removeComments --preserveWatchOutput --showConfig --listFiles --listFilesOnly --diagnostics --extendedDiagnostics --traceResolution --experimentalDecorators --downlevelIteration --ignoreConfig --init',
  ({ has, operands, valuesOf }) => {
    const isSilent = has('noEmit', 'v', 'h', 'showConfig', 'listFilesOnly', 'dry') && !operands.some(fits(/^false$/))
    return [
      // What is no project is shown where it goes wrong.
      onEach('read', [...operands, ...valuesOf('p')]),
      !isSilent && !has('outDir', 'outFile') && onEach('overwrite', operands.map(besideOf)),
      // What it knows of its last run lies beside its settings, also when it makes nothing else.
      has('incremental', 'composite', 'b') && onPath('overwrite', concat(hole('name'), ['.tsbuildinfo'])),
      // What it makes lies beside its settings.
      !isSilent &&
        onEach(
          'modify',
          valuesOf('p').flatMap((value) => [value, concat(value, ['/'], hole('tracked'))]),
        ),
      !isSilent && onPath(has('clean') ? 'delete' : 'overwrite', hole('tracked')),
      operands.some((word) => knownStart(word).startsWith('@')) && doubt('unknown-option', 'tsc @'),
    ]
  },
)

/** Of rustc: what it makes of the code, no program, file or option of another. */
const plainCodegen =
  /^(?:[a-z-]+(?:,[a-z-]+)*|(?:opt-level|debuginfo|panic|codegen-units|lto|overflow-checks|debug-assertions|strip|target-cpu|target-feature|rpath)=[\w+,.-]+)$/

/** Where the result goes, and options whose value holds letters of others. */
const linking = '-o:overwrite -C: -l: -L: -A: -W: -D: -Z: -m: -z: -T: -I:'

export const compilerRows: Readonly<Record<string, Row>> = {
  ...alike('gcc g++ cc c++ clang clang++ gfortran', { about: 'compiles sources', read: compilerOf(c) }),
  javac: { about: 'compiles sources of Java', read: compilerOf(javac), tells: '-version' },
  ...alike('ld as', { about: 'makes programs of what files say', runs: 'files', options: linking, tells: '-v -V -h' }),
  rustc: {
    about: 'compiles sources of Rust; macros of other crates are code',
    options:
      '-o:overwrite --out-dir:overwriteTree -O -g -v --verbose --test -C/--codegen:plain --edition: --crate-type: --crate-name: --cfg: --check-cfg: --emit:plain -A/--allow: -W/--warn: -D/--deny: -F/--forbid: --cap-lints: --error-format: --color: --print:plain --explain: -h -V',
    operands: 'read',
    tells: '-v -V -h -vV',
    also: ({ operands, has, inRole }) => [
      !has('o', 'out-dir') && operands.length > 0 && onPath('overwrite', hole('glob')),
      inRole('plain').some((value) => !plainCodegen.test(literal(value) ?? '')) && doubt('opaque-script', 'rustc -C'),
      operands.some((word) => knownStart(word).startsWith('@')) && doubt('unknown-option', 'rustc @'),
    ],
  },
  tsc: { about: 'compiles a project of TypeScript', ...tsc },
}
