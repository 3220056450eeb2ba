// Builders, package managers and compilers: what they run stands in the project's files.
import { knownStart, literal, show, unknown, type Value } from '../value.ts'
import { act, doubt, only, onPath, type Analyser } from './analysis.ts'
import { compileGrammar, cut, parseOptions } from './options.ts'

const makeGrammar = compileGrammar(
  '-C/--directory:folder -f/--file/--makefile:read -I/--include-dir: -j/--jobs? -l? -o: -W: -E/--eval:eval -n/--just-print/--dry-run/--recon -B -d -e -i -k -p -q/--question -r -R -s/--silent/--quiet -S -t -v/--version -w -h/--help -O? --debug? --no-print-directory --warn-undefined-variables --trace --shuffle?',
)

export const make: Analyser = ({ name, args }) => {
  const { options } = parseOptions(makeGrammar, args)
  if (options.some(({ option }) => option.name === 'v' || option.name === 'h')) return only()
  return only(doubt('opaque-script', `${name} ${args.map(show).join(' ')}`.trim()))
}

/** Package runners: what they start stands in the project's files; some words only look. */
export const projectRunner =
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

export const npm = projectRunner(
  /^(?:ls|list|root|prefix|bin|help|explain|why|completion|docs-list|get|pkg-get)$/,
  /^(?:i|install|ci|add|update|up|publish|view|info|search|audit|outdated|login|whoami|ping|exec|x|create|init|dlx|unpublish|deprecate|token|access|team|org|star|fund)$/,
)

/** Compilers write where `-o` says; what else they do is told by their sources. */
export const compiler: Analyser = ({ name, args }) => {
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

export const asksVersion = /^-(?:-?version|v|V|-help|h)$/
