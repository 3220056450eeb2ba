// jq and yq: what their expressions read beside their input, of files and of the environment.
import { isSecretName } from '../model/secret-names.ts'
import type { Action } from '../model/action.ts'
import { contains, fits, literal, show, textValue, type Value } from '../model/value.ts'
import { act, doubt, onEach, onPath } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { alike } from '../among.ts'

/** Variables that an expression shows; all of them where it names none. */
function shown(text: string): Action[] {
  const named = [...text.matchAll(/(?:\benv|\$ENV)\b(?:\.([A-Za-z_]\w*))?/g)].map(([, name]) => name)
  return named.some((name) => name === undefined || isSecretName(name)) ? [act('secret', 'jq env')] : []
}

/** A module is a file of code or of data, wherever it lies. */
const loads = /\b(?:import|include)\s*"|\bmodulemeta\b/

/** Named values are two words each. */
const isNamed = /^--(?:arg|argjson|slurpfile|rawfile)$/
const isNamedFile = /^--(?:slurpfile|rawfile)$/

const jq = reader(
  '-f/--from-file:read -L: --arg:pair --argjson:pair --slurpfile:filed --rawfile:filed --indent: --args --jsonargs -i/--in-place -n -r -c -s -e -S -a -j -R -M -C --tab --stream --seq --unbuffered --null-input --raw-output --compact-output --slurp --exit-status --sort-keys --raw-input --ascii-output --join-output',
  ({ call: { args }, operands, has }) => {
    const named = args.filter((_, i) => fits(isNamedFile)(args[i - 2]))
    const [filter = [], ...files] = has('f') ? [[], ...operands] : operands
    const text = show(filter)
    return [
      onEach('read', [...files, ...named]),
      has('i') && onEach('modify', files),
      shown(text),
      // What is not known of it may name the environment.
      contains(filter, 'any') && { ...act('secret', 'jq env'), isUnsure: true },
      loads.test(text) && doubt('inline-code', 'jq import'),
      has('f') && doubt('opaque-script', 'jq -f'),
    ]
  },
  { isOpen: true, words: ({ args }) => args.filter((_, i) => !fits(isNamed)(args[i - 2])) },
)

const yq: Row = {
  about: 'asks and edits YAML',
  options:
    '-i/--inplace -s/--split-exp? --from-file:script --prettyPrint --unwrapScalar --output-format --input-format --null-input --exit-status --no-doc --colors --expression --nul-output --raw-output --yaml-output --arg --args --jsonargs --slurp --tojson --front-matter',
  isOpen: true,
  first: 'data',
  operands: 'read',
  instead: [['i', 'edit']],
  also: ({ call: { args } }) => {
    const text = args.map((arg) => literal(arg) ?? '').join(' ')
    const files = [...text.matchAll(/\b(?:load(?:_\w+)?|strload)\s*\(\s*(?:"([^"]*)"\s*\))?/g)].map(([, path]) => path)
    const variables = [...text.matchAll(/\b(?:str)?env\s*\(\s*(\w*)/g)].map(([, name = '']) => name)
    const isShown = variables.some((name) => name === '' || isSecretName(name)) || /\benvsubst\b|\$ENV\b/.test(text)
    return [
      files.map((path) => (path === undefined ? doubt('dynamic-code', 'yq load') : onPath('read', textValue(path)))),
      isShown && act('secret', 'yq env'),
      splits(args) && doubt('dynamic-code', 'yq --split-exp'),
    ]
  },
}

/** Does it write a file for each document, named by an expression? `-s` alone of another yq reads all at once. */
const splits = (args: readonly Value[]): boolean =>
  args.some((arg, i) => {
    const text = literal(arg) ?? ''
    return (
      text.startsWith('--split-exp') ||
      (/^-[a-zA-Z]*s$/.test(text) && /^\.|[/$]|\.\./.test(literal(args[i + 1] ?? []) ?? '/'))
    )
  })

export const jsonRows: Readonly<Record<string, Row>> = {
  ...alike('jq gojq jaq', { about: 'asks JSON', ...jq, isTame: true }),
  yq,
}
