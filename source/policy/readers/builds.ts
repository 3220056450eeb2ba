// Builders and package managers: what they run stands in the project's files.
import { literal, show } from '../model/value.ts'
import { act, type Analyser, doubt } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { alike, among } from '../among.ts'
import type { Row } from '../grammar/row.ts'

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

const packages: Runner = {
  options: /^(?:-[glaps]+|--(?:depth(?:=\w+)?|all|global|json|long|parseable|prod|production|dev|omit=\w+|silent))$/,
  network: among(
    String.raw`
    i install ci add update up publish view info search audit outdated login whoami ping exec x create init dlx
    unpublish deprecate token access team org star fund`,
    { after: '(?: |$)' },
  ),
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

/** The package managers and builders of languages, with what each of them is told; calls that only look go through. */
const managers = (about: string, runner: Runner, allow: readonly string[], ask: readonly string[]): Row => ({
  about,
  analyse: runnerOf(runner),
  allow: ['--version', ...allow],
  ask,
})

/** Asked alone it only tells. */
export const asksVersion = /^-(?:-?version|v|V|-help|h)$/

const npmSecret = /^(?:config|c) (?:get|set) .*(?:_auth|token|password)|^get .*(?:_auth|token|password)/i

export const builderRows: Readonly<Record<string, Row>> = {
  ...alike('make gmake ninja', {
    about: 'does what the files of a project say',
    analyse: make,
    allow: '--version',
    ask: ['', 'test'],
  }),
  ...alike(
    'pip pip3',
    managers(
      'packages of Python',
      {
        looks: /^(?:list|show|freeze|check|help|debug|config (?:list|get|debug))(?: |$)/,
        options:
          /^(?:-[vqlf]+|--(?:verbose|quiet|local|user|files|all|not-required|no-color|no-input|format(?:=\w+)?))$/,
        network: /^(?:install|download|search|wheel|index)(?: |$)/,
      },
      ['-V', 'list', 'show x'],
      ['install x', 'list --log x'],
    ),
  ),
  npm: {
    ...managers(
      'packages and scripts of a project',
      {
        ...packages,
        looks: among(
          String.raw`
    ls list root prefix bin help explain why completion get (?:config|pkg)[ ]get config[ ](?:ls|list) run$`,
          { after: '(?: |$)' },
        ),
      },
      ['ls --depth=0', 'config get registry', 'run'],
      ['install', 'test', 'run build'],
    ),
    secret: npmSecret,
    deny: ['config get //x/:_authToken'],
  },
  // Words these two do not know are scripts of the project.
  yarn: {
    ...managers(
      'packages and scripts of a project',
      { ...packages, looks: /^(?:why|bin)(?: |$)/ },
      ['why x'],
      ['', 'list'],
    ),
    secret: npmSecret,
    deny: ['config get x_authToken'],
  },
  pnpm: {
    ...managers(
      'packages and scripts of a project',
      { ...packages, looks: /^(?:ls|list|why|root|bin|help)(?: |$)/ },
      ['ls'],
      ['install', 'x'],
    ),
    secret: npmSecret,
    deny: ['config get x_authToken'],
  },
  ...alike(
    'npx bunx',
    managers('runs a package', { fetchesUnless: /^--(?:no|no-install|offline)$/ }, [], ['x', '--no-install x']),
  ),
  cargo: managers(
    'packages of Rust',
    {
      looks: /^(?:version|help|locate-project|pkgid)(?: |$)/,
      options: /^(?:-[vq]+|--(?:verbose|quiet|workspace))$/,
      network: /^(?:install|fetch|publish|search|update|login|add|owner|yank)(?: |$)/,
    },
    ['-V', 'pkgid'],
    ['build', 'install x'],
  ),
  go: managers(
    'packages of Go',
    {
      looks: /^(?:version|env|help)(?: |$)/,
      options: /^-(?:m|v|json|changed)$/,
      network: /^(?:get|install|mod|work)(?: |$)/,
    },
    ['version', 'env GOPATH'],
    ['build', 'env -w A=b', 'get x'],
  ),
  gem: managers(
    'packages of Ruby',
    {
      looks: /^(?:list|env|environment|help|which|contents)(?: |$)/,
      options: /^(?:-[ldai]|--(?:local|details|all|exact|versions|no-versions|installed))$/,
      network: /^(?:install|update|fetch|push|search)(?: |$)/,
    },
    ['list'],
    ['install x'],
  ),
  bundle: managers(
    'packages of a project of Ruby; its other words run the Gemfile',
    { looks: /^(?:version|help|config(?: (?:list|get .*))?$)/, network: /^(?:install|update|add)(?: |$)/ },
    ['config list'],
    ['install', 'exec x'],
  ),
  composer: managers(
    'packages of PHP',
    {
      looks: /^(?:show|list|about|help)(?: |$)/,
      options: /^(?:-[itDNPqn]|--(?:installed|tree|direct|name-only|path|no-ansi|no-plugins|no-interaction))$/,
      network: /^(?:install|update|require)(?: |$)/,
    },
    ['show'],
    ['install'],
  ),
  ...alike('mvn gradle', {
    ...managers('builds a project of Java', { network: /./ }, [], ['test']),
    tells: '-version',
  }),
  dotnet: {
    ...managers('builds a project of .NET', { looks: /^help(?: |$)/, network: /./ }, ['help'], ['build']),
    tells: '--info --list-sdks --list-runtimes',
  },
}
