// tmux, screen and dtach: what they run stays behind.
import { concat, literal, show, textValue, type Value } from '../value.ts'
import { act, doubt, join, only, onPath, shell, type Analyser, type Analysis, type Run } from './analysis.ts'
import { compileGrammar, parseOptions, type ParsedOptions } from './options.ts'
import { inRole } from './spec.ts'
import { among } from '../among.ts'

const ofOptions = (name: string, { options, strange }: ParsedOptions): Analysis => {
  const found = options.flatMap(({ option, value }) => (value ? [inRole(option.role, value)] : []))
  return {
    actions: [
      ...found.flatMap(({ actions }) => actions),
      ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ],
    runs: found.flatMap(({ runs }) => runs),
  }
}

/** Words are joined to one shell text. */
const joined = (words: readonly Value[]): Run[] =>
  words.length > 0 ? [shell(concat(...words.flatMap((word): Value[] => [word, [' ']])))] : []

const behind = (name: string, words: readonly Value[]): Analysis => ({
  actions: [act('detach', name)],
  runs: joined(words),
})

const tmuxGrammar = compileGrammar('-2CDhlNuv -V -c:code -f:script -L: -S: -T:')

const looks = among(String.raw`
    ls list-\w+ lsw lsp lsc lsk lscm has has-session display display-message show show-options showw info selectp
    select-pane selectw select-window select-layout resizep resize-pane resize-window rename rename-session renamew
    rename-window capturep capture-pane`)

const valued = /^-[a-zA-Z]*[FLSTcefhnpstxy]$/

const ofFormat = (word: Value): Value =>
  textValue(
    show(word)
      .replace(/^.*?#\(/s, '')
      .replace(/\)[^)]*$/, ''),
  )

/** Sub-commands stand between semicolons; what is no option of one may be shell text. */
export const tmux: Analyser = ({ name, args }) => {
  const parsed = parseOptions(tmuxGrammar, args, false)
  const has = (option: string) => parsed.options.some((each) => each.option.name === option)
  if (has('V')) return only()
  const calls: Value[][] = [[]]
  for (const word of parsed.operands) {
    if (literal(word) === ';') calls.push([])
    else calls.at(-1)?.push(word)
  }
  const found = calls.map(([verb, ...rest]): Analysis => {
    const text = verb ? literal(verb) : ''
    const formats = rest.filter((word) => show(word).includes('#('))
    // Formats run what stands in `#(…)`, wherever they are shown.
    if (formats.length > 0)
      return join(behind(name, formats.map(ofFormat)), only(doubt('dynamic-code', `tmux ${text ?? ''} #(`)))
    if (text !== null && looks.test(text)) return only()
    const words = rest.filter(
      (word, i) => !(literal(word) ?? '').startsWith('-') && !valued.test(literal(rest[i - 1] ?? []) ?? ''),
    )
    const isKeys = text === null || /^(?:send|send-\w+|paste-\w+|pasteb|source|source-file)$/.test(text)
    return join(behind(name, words), only(...(isKeys ? [doubt('dynamic-code', `tmux ${text ?? ''}`)] : [])))
  })
  const log = has('v') ? only(onPath('overwrite', [{ hole: 'name' }])) : only()
  return join(ofOptions(name, parsed), log, ...found)
}

const screenGrammar = compileGrammar(
  '-a -A -c:script -d -D -R -RR/-RRR -e: -f -fn/-fa -h: -i -l -ln/-la -ls/-list -L -Logfile:overwrite -m -dm/-md -Dm/-mD -O -p: -q -Q -r -s:program -S: -dmS/-mdS: -t: -T: -U -v/-version -wipe/-wip -x -X',
)

export const screen: Analyser = ({ name, args }) => {
  const parsed = parseOptions(screenGrammar, args, false)
  const has = (option: string) => parsed.options.some((each) => each.option.name === option)
  if (has('ls') || has('v')) return only()
  const isLogged = has('L') && !has('Logfile')
  return join(
    ofOptions(name, parsed),
    only(
      ...(isLogged ? [onPath('overwrite', textValue('screenlog.0'))] : []),
      ...(has('X') ? [doubt('dynamic-code', 'screen -X')] : []),
    ),
    behind(name, has('X') ? parsed.operands.slice(1) : parsed.operands),
  )
}

const dtachGrammar = compileGrammar('-A:create -c:create -n:create -N:create -a: -p: -e: -E -r: -R: -z')

export const dtach: Analyser = ({ name, args }) => {
  const parsed = parseOptions(dtachGrammar, args, false)
  return join(ofOptions(name, parsed), behind(name, parsed.operands))
}
