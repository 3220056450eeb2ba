// Searchers: with a folder they read the whole tree.
import { isSecretName } from '../model/secret-names.ts'
import type { Value } from '../model/value.ts'
import { concat, fits, hole, isHole, knownStart, literal, show, starts, textValue } from '../model/value.ts'
import type { Action } from '../model/action.ts'
import { act, allVariables, blindly, type Found, onEach, onPath } from '../grammar/analysis.ts'
import type { Reader, Read } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'
import type { Row, Verb } from '../grammar/row.ts'

const here = textValue('.')

/** Options of searchers that only change what is shown, or what is skipped. */
const shown =
  '--after-context --before-context --context --regexp --fixed-strings --invert-match --word-regexp --line-regexp --case-sensitive --smart-case --multiline --multiline-dotall --pcre2 --engine --type --type-not --type-add --type-clear --type-list --files --files-with-matches --files-without-match --count-matches --only-matching --passthru --replace --line-number --no-line-number --column --heading --no-heading --with-filename --no-filename --vimgrep --stats --trim --max-count --max-columns --max-columns-preview --max-filesize --maxdepth --threads --sortr --path-separator --null-data --no-messages --no-ignore-messages --no-ignore-vcs --no-ignore-parent --no-ignore-global --no-ignore-dot --no-ignore-exclude --no-ignore-files --ignore-file-case-insensitive --glob-case-insensitive --binary --text --crlf --search-zip --block-buffered --line-buffered --mmap --no-mmap --byte-offset --include-zero --one-file-system --pcre2-version --no-config --auto-hybrid-regex --stop-on-nonmatch --no-unicode --hyperlink-format --context-separator --field-match-separator --field-context-separator --dfa-size-limit --regex-size-limit --no-require-git'

const grammars = {
  grep: '-f/--file:read -e/--regexp: -r -R/--dereference-recursive --recursive -A: -B: -C: -m: --include: --exclude: --exclude-dir: --exclude-from:read --max-count: --after-context: --before-context: --context: -d/--directories: -D/--devices:',
  rg: `${shown} --pre:program --hostname-bin:program -f/--file:read -e/--regexp: -g/--glob/--iglob: --type-add: -t/--type: -T/--type-not: -A: -B: -C: -m: -M: -j: -r/--replace: -E: --sort: --max-depth: -d: --ignore-file:read --hidden/-. -u/-uu/-uuu/--unrestricted --no-ignore --files --type-list`,
  ag: `${shown} --hidden -u/--unrestricted -G: -g: -A: -B: -C: -m: --ignore: --pager:program`,
}

/** Options that show no more than the lines that match. */
const matchingLines = among(
  String.raw`
    -[rRnlHhoEFwxsqIc]+ --recursive(?:=\w+)? --line-number(?:=\w+)? --with-filename(?:=\w+)? --no-filename(?:=\w+)?
    --color(?:=\w+)? --colour(?:=\w+)? --(?:include|exclude|exclude-dir)=.*`,
  { flags: 's' },
)
/** What no line with a key holds, whatever its case: a word of several words, a call, a phrase. */
const codeText = /^(?=.*[A-Za-z]{5})(?=.*(?:[a-z][A-Z]|\w[ .(]\w))[\w .():,<>-]+$/
const keyText = /key|tok|sec|pass|pwd|cred|auth|api|priv|begin|url|dsn|host|user|mail|--/i

/** What people leave in code for each other, and what code is made of. */
const taskWord =
  /^(?:@?(?:TODO|FIXME|XXX|HACK|BUG|NOTE|WIP|DEPRECATED|deprecated)[:( ]?|import|export|require|include|#include|class|struct|interface|function|const|return|describe|assert|console\.log|printf|print)$/

/** `def parse`, `^class \\w+`: a word that declares, a blank, and what may be a name; no line with a key begins so. */
const declared =
  /^\^?(?:\\s[*+])?(?:async )?(?:def|class|fn|func|function|struct|impl|trait|enum|interface|namespace|import) [\w\\.+*]*[(:]?$/

/** Is a text of code looked for in the project, so that lines of a secret are not shown? */
const looksForCode = (args: readonly Value[], pattern: Value, places: readonly Value[]): boolean => {
  const text = literal(pattern) ?? ''
  const isDeclared = declared.test(text)
  const isTask = text.split(/\\?\|/).every((word) => taskWord.test(word))
  const options = args.filter((arg) => knownStart(arg).startsWith('-'))
  return (
    (isTask || isDeclared || (codeText.test(text) && !keyText.test(text))) &&
    options.every(fits(matchingLines)) &&
    places.every(isOfProject)
  )
}

/** A name, or names that were found, below the working folder. */
const isOfProject = (path: Value): boolean =>
  isHole(path[0])
    ? false
    : /^(?![/~-])(?!.*\.\.)/s.test(show(path)) && !path.some((part) => isHole(part) && part.hole === 'any')

const search = (name: keyof typeof grammars, isAlwaysTree: boolean): Verb => ({
  isOpen: true,
  options: grammars[name],
  read({ call: { args, stdin }, operands, has, valuesOf }) {
    const hasPattern = has('e', 'f', 'files', 'type-list')
    const files = hasPattern ? operands : operands.slice(1)
    const isTree =
      isAlwaysTree || has('r', 'R', 'recursive') || valuesOf('d').some((value) => !/^(?:re?a|s)/.test(show(value)))
    const isDeep = has('hidden', 'u', 'unrestricted', 'no-ignore') || !isAlwaysTree
    const targets =
      files.length > 0 ? files : isTree && (stdin.length === 0 || isAlwaysTree || literal(stdin) === null) ? [here] : []
    const types = valuesOf('type-add').map((type) => show(type).replace(/^\w+:/, ''))
    const globs = [...valuesOf('include'), ...valuesOf('g')].map(show).concat(types)
    const isOnly = globs.length > 0 && !globs.some((glob) => glob.startsWith('!'))
    const isCode = name === 'grep' && !hasPattern && looksForCode(args, operands[0] ?? [], targets)
    const [pattern = []] = hasPattern ? valuesOf('e') : operands
    const tellsNames = args.some(fits(onlyNames))
    const reads = targets.map((path): Found => {
      if (has('files') || has('type-list')) return []
      const isBlind = literal(path) === null && (isCode || (tellsNames && literal(pattern) !== null))
      if (isBlind) return blindly(path)
      if (!isTree || isCode || (tellsNames && literal(pattern) !== null)) return [onPath('read', path)]
      // What a searcher skips by itself (names that begin with a dot) it does not read.
      if (!isDeep)
        return [onPath('read', path), onPath('read', concat(path, ['/'], hole('glob'))), shownBy(globs, path)]
      return isOnly
        ? globs.map((glob) => onEach('read', belowLike(path, globTail(glob))))
        : [onPath('read', path, true)]
    })
    const isListing = has('files') || args.some(fits(/^-\w*[lL]$|^--files-with/))
    return [reads, isListing && { output: hole('path') }]
  },
})

/** Shows which files have a line, or how many; not the lines. */
const onlyNames = among(String.raw`
    -(?=\w*[lLcq])[rRnHhoEFGPwxsIivazZlLcq]+ --(?:files-with(?:out)?-match(?:es)?|count(?:-matches)?|quiet|silent)`)

const globTail = (glob: string): Value => {
  const at = Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?'), glob.lastIndexOf(']'))
  return at < 0 ? textValue(glob) : [{ hole: 'name' }, ...textValue(glob.slice(at + 1))]
}

/** Ends of data, pictures, papers and code: not those of the kinds and copies of `.env`, as `.local` and `.bak`. */
const ofData = among(
  String.raw`
    jsonl? ya?ml toml txt csv tsv xml xsd xslt? cfg conf ini properties log proto graphql tex bib ipynb rmd r jl clj[cs]? edn
    coffee elm erl hrl f90 for asm s o a so dylib class jar war gradle groovy cmake mk am ac in tcl vim lisp scm nim zig v sv
    vhdl? bat cmd ps[dm]?1 vb fsx? less sass scss styl tmpl tpl j2 diff patch map snap svg png jpe?g gif bmp ico webp tiff?
    mp[34] wav ogg flac avi mov mkv webm pdf docx? xlsx? pptx? od[tsp] zip tgz tar(?:\.\w+)? gz bz2 xz zst 7z rpm deb whl egg
    parquet npy npz h5 hdf5 onnx wasm woff2? ttf otf eot`,
  { before: '^\\.', flags: 'i' },
)

/** Files below a folder whose names are such. Who looks for files of data by their end does not mean `.env.json`. */
export function belowLike(folder: Value, name: Value): Value[] {
  const [first, end = ''] = name
  // What begins with a known letter is a whole name, here or in a folder below.
  if (typeof first === 'string') return [[], concat(hole('path'), ['/'])].map((way) => concat(folder, ['/'], way, name))
  if (name.length !== 2 || !isHole(first) || typeof end !== 'string' || !ofData.test(end))
    return [concat(folder, ['/'], hole('path'), name)]
  return [[], concat(hole('path'), ['/'])].map((between) => concat(folder, ['/'], between, hole('glob'), [end]))
}

/** `*.{ts,tsx}` is two globs. */
function alternatives(glob: string): string[] {
  const [, before = '', inside = '', after = ''] = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(glob) ?? []
  return inside === '' ? [glob] : inside.split(',').map((each) => before + each + after)
}

/** What a glob that is given shows of hidden files; hidden folders only when it fits their names, too. */
const shownBy = (globs: readonly string[], path: Value): Action[] =>
  globs
    .flatMap(alternatives)
    // All of a folder that is named.
    .filter((glob) => !/^!|^(?:\w[\w.-]*\/)+\*{1,2}$/.test(glob))
    .flatMap((glob) => {
      const name = globTail(glob.replace(/^.*\//, ''))
      if (/[*?\]}]$/.test(glob)) return [onPath('read', concat(path, ['/'], hole('path'), name))]
      return [[], concat(hole('glob'), ['/'])].map((below) => onPath('read', concat(path, ['/'], below, name)))
    })

const list: Reader = ({ args }) => {
  const operands = args.filter((arg) => !knownStart(arg).startsWith('-'))
  // A file is listed by the name it was given, a folder by the names in it.
  const isPlain = operands.length === 0 || (operands.length === 1 && fits(/^[^/]+$/)(operands[0]))
  const isLong = !isPlain || args.some((arg) => /^-\w*[lsaAFGRdip]|^--/.test(literal(arg) ?? '-l'))
  return !isLong && { output: hole('name') }
}

const makeTemporary: Reader = ({ args }) => {
  const isDry = args.some(fits(/^-\w*u/))
  const template = args.find((arg) => !knownStart(arg).startsWith('-'))
  const folder = args.flatMap((arg, i) =>
    literal(arg) === '-p'
      ? [args[i + 1] ?? []]
      : knownStart(arg).startsWith('--tmpdir=')
        ? [textValue(knownStart(arg).slice(9))]
        : [],
  )[0]
  const isTemporary = template === undefined || args.some(starts(/^-(?:t|-tmpdir)/))
  const base = folder ?? (isTemporary ? textValue('/tmp') : textValue('.'))
  const path =
    template && !isTemporary
      ? concat(textValue(show(template).split('X', 1)[0] ?? ''), hole('name'))
      : concat(base, ['/tmp.'], hole('name'))
  return [!isDry && onPath('create', path), { output: path }]
}

const printVariables: Reader = ({ args }) => {
  const named = args.filter((arg) => !knownStart(arg).startsWith('-'))
  const isShown = named.some((arg) => literal(arg) === null || isSecretName(literal(arg) ?? ''))
  return named.length === 0 ? allVariables('printenv') : isShown && act('secret', 'printenv')
}

/** Options of ps whose value is the next word. */
const psValued = among(String.raw`
    -\w*[CpuUgGtoOsqk] --pid --ppid --user --User --group --Group --tty --format --sid --sort --cols --columns --rows
    --lines --width [a-zA-Z]*[opUtkOq]`)

/** The e of BSD style, and the E of macOS, shows the environment of processes. */
function processes({ args }: Read) {
  const shows = args.some((arg, i) => {
    const before = literal(args[i - 1] ?? [])
    if (before !== null && psValued.test(before)) return false
    const text = literal(arg)
    return text === null
      ? isHole(arg[0]) && arg[0].hole === 'any'
      : /^(?:[AacfghjlmnrSTuvwxXZ]*e[a-zA-Z]*|-[A-DF-Za-df-z]*E[a-zA-Z]*)$/.test(text)
  })
  return shows ? act('secret', 'ps e') : []
}

export const searchRows: Readonly<Record<string, Row>> = {
  ...alike('grep egrep fgrep zgrep zegrep zfgrep bzgrep bzegrep bzfgrep xzgrep xzegrep xzfgrep', {
    about: 'lines that fit',
    isTame: true,
    ...search('grep', false),
  }),
  rgrep: { about: 'lines that fit, of a tree', isTame: true, ...search('grep', true) },
  rg: { about: 'lines that fit, of a tree', ...search('rg', true) },
  ...alike('ag ack', { about: 'lines that fit, of a tree', ...search('ag', true) }),
  ...alike('ls dir', { about: 'names of files', isTame: true, read: list }),
  mktemp: { about: 'makes a file for a while', isTame: true, read: makeTemporary },
  locate: { about: 'finds files by a list', isTame: true, read: () => ({ output: hole('name') }) },
  ps: { about: 'processes', isTame: true, read: processes },
  printenv: { about: 'variables of the environment', isTame: true, read: printVariables },
}
