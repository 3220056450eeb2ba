// fd: what it finds, and the commands it runs on that.
import { alike } from '../among.ts'
import { concat, cut, hole, knownStart, literal, show, starts, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, words } from '../grammar/analysis.ts'
import type { Row, Verb } from '../grammar/row.ts'

/** `-x`, also behind flags, and `--exec`; letters whose value follows are none. */
const fdRuns = /^-(?:[^xXteEdcjSo-]*[xX]|-exe[a-z-]*=?)/

/** Each command goes on to the end or to a semicolon; what stands around them is for fd itself. */
function fdParts(args: readonly Value[]): { own: Value[]; commands: Value[][] } {
  const own: Value[] = []
  const commands: Value[][] = []
  let isOwn = true
  for (const word of args) {
    const option: string | undefined = isOwn ? fdRuns.exec(knownStart(word))?.[0] : undefined
    if (option !== undefined) commands.push([cut(word, option.length)].filter((first) => first.length > 0))
    else if (isOwn) own.push(word)
    else if (literal(word) !== ';') commands.at(-1)?.push(word)
    isOwn = option === undefined && (isOwn || literal(word) === ';')
  }
  return { own, commands }
}

/** fd PATTERN [PATH…]: what it finds lies below the paths; it runs a command on each, in place of `{}` or at the end. */
const fdLike: Verb = {
  isOpen: true,
  isTame: true,
  options:
    '-t/--type: -e/--extension: -E/--exclude: -d/--max-depth/--maxdepth: --min-depth: --exact-depth: -c/--color: -j/--threads: -S/--size: --changed-within: --changed-before: -o/--owner: --base-directory:folder --search-path:folder --max-results: --max-buffer-time: --path-separator: --batch-size: --ignore-file: --format: --and:',
  words: ({ args }) => fdParts(args).own,
  read({ call: { args }, operands, inRole, valuesOf }) {
    const roots = [...operands.slice(1), ...inRole('folder')]
    const isHidden = args.some(starts(/^-(?:\w*[Hu]|-hidden|-unrestricted)/))
    const [extension, ...others] = valuesOf('e')
    const name = concat(
      isHidden ? hole('path') : hole('glob'),
      extension && others.length === 0 ? concat(['.'], extension) : [],
    )
    const found = roots.length > 0 ? roots.map((root) => concat(root, ['/'], name)) : [name]
    const { commands } = fdParts(args)
    if (commands.length > 0)
      return commands.map((command) => {
        const isPlaced = command.some((word) => placed.test(show(word)))
        // Code that names what was found is not followed.
        const put = (path: Value) =>
          command.map((word) => {
            const [before = '', ...behind] = show(word).split(placed)
            if (behind.length === 0) return word
            return literal(word) === null
              ? unknown
              : concat(textValue(before), ...behind.flatMap((text) => [path, textValue(text)]))
          })
        return found.map((path) => words(...put(path), ...(isPlaced ? [] : [path])))
      })
    if (args.some((arg) => literal(arg) === null)) return doubt('unknown-option', 'fd')
    return { output: found.length === 1 ? (found[0] ?? unknown) : unknown }
  },
}
const placed = /\{(?:\/{0,2}|\/?\.)\}/

export const fdRows: Readonly<Record<string, Row>> = {
  ...alike('fd fdfind', { about: 'finds files', ...fdLike }),
}
