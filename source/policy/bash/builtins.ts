// The shell's own commands that change what it knows.
import { alike } from '../among.ts'
import { act, doubt, onPath } from '../grammar/analysis.ts'
import { concat, textValue, unknown } from '../model/value.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import {
  alias,
  type Builtin,
  changeFolder,
  enable,
  exit,
  harmless,
  hash,
  popFolder,
  pushFolder,
  result,
  setOptions,
  shellOptions,
  shift,
  unalias,
} from './builtin-state.ts'
import { compute, declare, exportNames, mapFile, read, unset } from './builtin-variables.ts'
import { assign, folderOf } from './shell.ts'

/** Presence of a secret may be tested, its text is not told by that, unless every command is shown. */
const test: Builtin = ({ walk, shell, input, values, texts }) => {
  const compares = texts.some(
    (text, i) =>
      /^(?:=|==|!=|<|>|-eq|-ne)$/.test(text ?? '') && ![texts[i - 1], texts[i + 1]].some((side) => side === ''),
  )
  if (!compares && !shell.options.has('xtrace')) walk.record.forget('secret')
  for (const [i, text] of texts.entries()) {
    if (/^-(?:v|eq|ne|lt|le|gt|ge)$/.test(text ?? '')) {
      if (text === '-v') evaluateName(walk, texts[i + 1] ?? null, shell, input)
      else for (const side of [i - 1, i + 1]) evaluateText(walk, values[side] ?? [], shell, input)
    }
  }
  return result()
}

const untold: Builtin = () => result([], unknown)

export const builtins: Readonly<Record<string, Builtin>> = {
  ...alike(': true false break continue fg bg compopt caller suspend', harmless),
  ...alike('dirs umask ulimit times type help', untold),
  ...alike('cd chdir', changeFolder),
  pushd: pushFolder,
  popd: popFolder,
  pwd: ({ shell }) => result([], concat(folderOf(shell), textValue('\n'))),
  export: exportNames,
  ...alike('declare typeset local readonly', declare),
  unset,
  read,
  ...alike('mapfile readarray', mapFile),
  set: setOptions,
  shopt: shellOptions,
  alias,
  unalias,
  shift,
  ...alike('exit logout', exit),
  return: ({ shell, input }) => {
    if (input.depth > 0) shell.isDead = true
    return result()
  },
  hash,
  enable,
  ...alike('test [', test),
  let: compute,
  getopts: ({ walk, shell, input, texts }) => {
    evaluateName(walk, texts[1] ?? null, shell, input)
    assign(shell, texts[1] ?? 'OPTARG', unknown)
    return result()
  },
  wait: ({ walk, shell, input, texts }) => {
    const name = texts.findIndex((text) => /^-\w*p$/.test(text ?? '')) + 1
    if (name > 0) evaluateName(walk, texts[name] ?? null, shell, input)
    return result()
  },
  jobs: ({ texts }) => result([], texts.includes('-p') ? [{ hole: 'pid' }] : unknown),
  disown: () => result([act('detach', 'disown')]),
  history: ({ texts, values }) => {
    const at = texts.findIndex((text) => /^-[wanr]/.test(text ?? ''))
    const attached = (texts[at] ?? '').slice(2)
    const file = attached === '' ? (values[at + 1] ?? textValue('~/.bash_history')) : textValue(attached)
    return result(at < 0 ? [] : [onPath(/^-[wa]/.test(texts[at] ?? '') ? 'overwrite' : 'read', file)], unknown)
  },
  fc: () => result([doubt('dynamic-code', 'fc')]),
  bind: ({ texts }) =>
    result(texts.some((text) => /^-\w*[xf]/.test(text ?? '')) ? [doubt('dynamic-code', 'bind -x')] : []),
  complete: ({ texts }) =>
    result(texts.some((text) => /^-\w*[CF]/.test(text ?? '')) ? [doubt('dynamic-code', 'complete')] : []),
  compgen: ({ texts }) =>
    result(
      texts.some((text) => text === null || /^-\w*[CFWG]/.test(text)) ? [doubt('dynamic-code', 'compgen')] : [],
      unknown,
    ),
}
