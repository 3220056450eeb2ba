// jq and yq: what their expressions read beside their input, of files and of the environment.
import type { Action } from '../model/action.ts'
import { isSecretName } from '../model/secret-names.ts'
import { literal, textValue, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../grammar/options.ts'
import { compileSpec } from '../grammar/spec.ts'

const jqGrammar = compileGrammar(
  '-f/--from-file:read -L: --arg:pair --argjson:pair --slurpfile:filed --rawfile:filed --indent: --args --jsonargs -n -r -c -s -e -S -a -j -R -M -C --tab --stream --seq --unbuffered --null-input --raw-output --compact-output --slurp --exit-status --sort-keys --raw-input --ascii-output --join-output',
)

/** Variables that an expression shows; all of them where it names none. */
function shown(text: string): Action[] {
  const named = [...text.matchAll(/(?:\benv|\$ENV)\b(?:\.([A-Za-z_]\w*))?/g)].map(([, name]) => name)
  return named.some((name) => name === undefined || isSecretName(name)) ? [act('secret', 'jq env')] : []
}

/** A module is a file of code or of data, wherever it lies. */
const loads = /\b(?:import|include)\s*"|\bmodulemeta\b/

const jq: Analyser = ({ args }) => {
  // Named values are two words each.
  const pairs = args.flatMap((arg, i) =>
    /^--(?:slurpfile|rawfile)$/.test(literal(arg) ?? '') ? [args[i + 2] ?? []] : [],
  )
  const rest = args.filter((_, i) => !/^--(?:arg|argjson|slurpfile|rawfile)$/.test(literal(args[i - 2] ?? []) ?? ''))
  const { options, operands } = parseOptions(jqGrammar, rest)
  const isFile = options.some(({ option }) => option.name === 'f')
  const [filter, ...files] = isFile ? [[], ...operands] : operands
  const text = literal(filter ?? []) ?? 'env'
  return only(
    ...[...files, ...pairs].map((path) => onPath('read', path)),
    ...shown(text),
    ...(loads.test(text) ? [doubt('inline-code', 'jq import')] : []),
    ...(isFile ? [doubt('opaque-script', 'jq -f')] : []),
  )
}

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
    only(
      ...files.map((path) => (path === undefined ? doubt('dynamic-code', 'yq load') : onPath('read', textValue(path)))),
      ...(isShown ? [act('secret', 'yq env')] : []),
      ...(splits(call.args) ? [doubt('dynamic-code', 'yq --split-exp')] : []),
    ),
  )
}

/** Does it write a file for each document, named by an expression? `-s` alone of another yq reads all at once. */
const splits = (args: readonly Value[]): boolean =>
  args.some((arg, i) => {
    const text = literal(arg) ?? ''
    return text.startsWith('--split-exp') || (text === '-s' && /\/|\.\./.test(literal(args[i + 1] ?? []) ?? '/'))
  })

export const queryAnalysers: Readonly<Record<string, Analyser>> = { jq, gojq: jq, jaq: jq, yq }
