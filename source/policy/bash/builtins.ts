// The shell's own commands that change what it knows.
import { alike } from '../among.ts'
import { act, doubt, onPath, words } from '../grammar/analysis.ts'
import { concat, textValue, unknown } from '../model/value.ts'
import { evaluateName, evaluateText } from './arithmetic-text.ts'
import { type Builtin, harmless, stateBuiltins } from './builtin-state.ts'
import { variableBuiltins } from './builtin-variables.ts'
import { folderOf, giveTo } from './shell.ts'

/** Presence of a secret may be tested, its text is not told by that, unless every command is shown. */
const test: Builtin = ({ walk, shell, input, values, texts }) => {
  if (
    texts
      .map(part)
      .join('')
      .split(/&+/)
      .every((each) => presence.test(each)) &&
    !shell.options.has('xtrace')
  )
    walk.record.forget()
  for (const [i, text] of texts.entries()) {
    if (/^-(?:v|eq|ne|lt|le|gt|ge)$/.test(text ?? '')) {
      if (text === '-v') evaluateName(walk, texts[i + 1] ?? null, shell, input)
      else for (const side of [i - 1, i + 1]) evaluateText(walk, values[side] ?? [], shell, input)
    }
  }
}

/** Anything else is compared, or shown as what was not expected. */
const presence = /^(?:|u?[ve]|[ve]=e|e=[ve])$/
const part = (text: string | null): string =>
  text === '' ? 'e' : (kinds.find(([is]) => is.test(text ?? ''))?.[1] ?? 'v')
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^[!=]?=$/, '='],
  [/^(?:-[ao]|[()!\]])$/, '&'],
  [/^-[b-np-su-z]$/i, 'u'],
]

/** Whether it is set is all that is told; what is missing is named. */
const quiet: Builtin = ({ walk, shell }) => {
  if (!shell.options.has('xtrace')) walk.record.forget((detail) => !detail.endsWith('?'))
}

/** With one of these options it runs code. */
const doubtedBy =
  (options: RegExp, detail: string): Builtin =>
  ({ texts }) => [
    texts.some((text) => text === null || options.test(text)) && doubt('dynamic-code', detail),
    { output: unknown },
  ]

const untold: Builtin = () => ({ output: unknown })

export const builtins: Readonly<Record<string, Builtin>> = {
  ...stateBuiltins,
  ...variableBuiltins,
  ...alike(': true false', quiet),
  ...alike('break continue fg bg compopt caller suspend', harmless),
  ...alike('umask ulimit times type help', untold),
  pwd: ({ shell }) => ({ output: concat(folderOf(shell), textValue('\n')) }),
  return: ({ shell, input }) => {
    if (input.depth > 0) shell.isDead = true
  },
  ...alike('test [', test),
  getopts: ({ walk, shell, input, texts }) => {
    evaluateName(walk, texts[1] ?? null, shell, input)
    giveTo(shell, texts[1] ?? 'OPTARG', unknown)
  },
  wait: ({ walk, shell, input, texts }) => {
    const name = texts.findIndex((text) => /^-\w*p$/.test(text ?? '')) + 1
    if (name > 0) evaluateName(walk, texts[name] ?? null, shell, input)
  },
  jobs: ({ texts, values }) => [
    /^-\w*x/.test(texts[0] ?? '') && words(...values.slice(texts[1] === '--' ? 2 : 1)),
    { output: texts.includes('-p') ? [{ hole: 'pid' }] : unknown },
  ],
  disown: () => act('detach', 'disown'),
  history: ({ texts, values }) => {
    const flags = texts.flatMap((text) => /^-([a-z]+)/.exec(text ?? '')?.[1] ?? []).join('')
    const attached = texts.flatMap((text) => /^-[a-z]+([^a-z].*)$/.exec(text ?? '')?.[1] ?? []).map(textValue)
    const files = [...attached, ...values.filter((_, i) => texts[i]?.startsWith('-') !== true)]
    const kind = /[wa]/.test(flags) ? 'overwrite' : 'read'
    return [/[wanr]/.test(flags) && onPath(kind, files.at(-1) ?? textValue('~/.bash_history')), { output: unknown }]
  },
  fc: () => doubt('dynamic-code', 'fc'),
  bind: doubtedBy(/^-\w*[xf]/, 'bind -x'),
  complete: doubtedBy(/^-\w*[CF]/, 'complete'),
  compgen: doubtedBy(/^-\w*[CFWG]/, 'compgen'),
}
