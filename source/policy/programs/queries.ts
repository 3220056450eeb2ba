// jq and yq: what their expressions read beside their input, of files and of the environment.
import { alike } from '../among.ts'
import type { Action } from '../model/action.ts'
import { isSecretName } from '../model/secret-names.ts'
import { literal, textValue, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { compileSpec } from '../grammar/spec.ts'

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
  '-f/--from-file:read -L: --arg:pair --argjson:pair --slurpfile:filed --rawfile:filed --indent: --args --jsonargs -n -r -c -s -e -S -a -j -R -M -C --tab --stream --seq --unbuffered --null-input --raw-output --compact-output --slurp --exit-status --sort-keys --raw-input --ascii-output --join-output',
  ({ call: { args }, operands, has }) => {
    const named = args.filter((_, i) => isNamedFile.test(literal(args[i - 2] ?? []) ?? ''))
    const [filter = [], ...files] = has('f') ? [[], ...operands] : operands
    const text = literal(filter) ?? 'env'
    return [
      [...files, ...named].map((path) => onPath('read', path)),
      shown(text),
      loads.test(text) && doubt('inline-code', 'jq import'),
      has('f') && doubt('opaque-script', 'jq -f'),
    ]
  },
  { isOpen: true, words: ({ args }) => args.filter((_, i) => !isNamed.test(literal(args[i - 2] ?? []) ?? '')) },
)

const plainYq = compileSpec({
  options: '-i/--inplace -s/--split-exp? --from-file:script',
  isOpen: true,
  first: 'data',
  operands: 'read',
  instead: [['i', 'edit']],
})

const yq: Analyser = (call) => {
  const text = call.args.map((arg) => literal(arg) ?? '').join(' ')
  const files = [...text.matchAll(/\b(?:load(?:_\w+)?|strload)\s*\(\s*(?:"([^"]*)"\s*\))?/g)].map(([, path]) => path)
  const variables = [...text.matchAll(/\b(?:str)?env\s*\(\s*(\w*)/g)].map(([, name = '']) => name)
  const isShown = variables.some((name) => name === '' || isSecretName(name)) || /\benvsubst\b|\$ENV\b/.test(text)
  return only(
    plainYq(call),
    files.map((path) => (path === undefined ? doubt('dynamic-code', 'yq load') : onPath('read', textValue(path)))),
    isShown && act('secret', 'yq env'),
    splits(call.args) && doubt('dynamic-code', 'yq --split-exp'),
  )
}

/** Does it write a file for each document, named by an expression? `-s` alone of another yq reads all at once. */
const splits = (args: readonly Value[]): boolean =>
  args.some((arg, i) => {
    const text = literal(arg) ?? ''
    return text.startsWith('--split-exp') || (text === '-s' && /\/|\.\./.test(literal(args[i + 1] ?? []) ?? '/'))
  })

export const queryAnalysers: Readonly<Record<string, Analyser>> = { ...alike('jq gojq jaq', jq), yq }
