// Builders, package managers and compilers: what they run stands in the project's files.
import { knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { compileGrammar, cut, parseOptions } from '../grammar/options.ts'
import { among } from '../among.ts'

const makeGrammar = compileGrammar(
  '-C/--directory:folder -f/--file/--makefile:read -I/--include-dir: -j/--jobs? -l? -o: -W: -E/--eval:eval -n/--just-print/--dry-run/--recon -B -d -e -i -k -p -q/--question -r -R -s/--silent/--quiet -S -t -v/--version -w -h/--help -O? --debug? --no-print-directory --warn-undefined-variables --trace --shuffle?',
)

export const make: Analyser = ({ name, args }) => {
  const { options } = parseOptions(makeGrammar, args)
  if (options.some(({ option }) => option.name === 'v' || option.name === 'h')) return only()
  return only(doubt('opaque-script', `${name} ${args.map(show).join(' ')}`.trim()))
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

const executor: Runner = { fetchesUnless: /^--(?:no|no-install|offline)$/ }

const runners: Readonly<Record<string, Runner>> = {
  pip,
  pip3: pip,
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
  npx: executor,
  bunx: executor,
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
  mvn: { network: /./ },
  gradle: { network: /./ },
  dotnet: { looks: /^help(?: |$)/, network: /./ },
}

/** With options any word may be the first one: what stands before it may be a value. */
const reachesOut = ({ network }: Runner, words: readonly (string | null)[], hasOptions: boolean): boolean =>
  words.some((_, i) => (i === 0 || hasOptions) && network?.test(words.slice(i).join(' ')) === true)

function analyse(runner: Runner): Analyser {
  return ({ name, args }) => {
    const list = args.map(literal)
    const [alone = ''] = list
    if (list.length === 1 && alone !== null && asksVersion.test(alone)) return only()
    const words = list.filter((text) => text === null || !/^[-+]/.test(text))
    if (words[0] === null) return only(doubt('dynamic-code', name))
    const options = list.filter((text) => text?.startsWith('-') === true)
    // A word that is not known may be an option.
    const text = words.includes(null) ? null : words.join(' ')
    const areKnown = options.every((option) => runner.options?.test(option ?? '') === true)
    if (text !== null && areKnown && runner.looks?.test(text) === true) return only()
    const what = `${name} ${words[0] ?? ''}`.trim()
    const isNetwork = words.length === 0 || reachesOut(runner, words, options.length > 0)
    const { fetchesUnless } = runner
    const mayFetch = fetchesUnless !== undefined && !options.some((option) => fetchesUnless.test(option ?? ''))
    return only(
      doubt('opaque-script', what),
      ...(isNetwork || mayFetch ? [{ ...act('network', what), isUnsure: mayFetch }] : []),
    )
  }
}

export const runnerAnalysers: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries(runners).map(([name, runner]) => [name, analyse(runner)]),
)

/** Compilers write where `-o` says; what else they do is told by their sources. */
export const compiler: Analyser = ({ name, args }) => {
  if (args.length === 1 && asksVersion.test(show(args[0] ?? []))) return only()
  const [asked, what, ...more] = args.map(literal)
  if (name === 'rustc' && asked === '--print' && /^[a-z][a-z-]*$/.test(what ?? '') && more.length === 0) return only()
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
