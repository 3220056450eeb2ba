// tmux, screen and dtach: what they run stays behind.
import { concat, literal, show, textValue, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, shell, type Analysis, type Run } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { among } from '../among.ts'

/** Words are joined to one shell text. */
const joined = (words: readonly Value[]): Run[] =>
  words.length > 0 ? [shell(concat(...words.flatMap((word): Value[] => [word, [' ']])))] : []

const behind = (name: string, words: readonly Value[]): Analysis => ({
  actions: [act('detach', name)],
  runs: joined(words),
})

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

function ofCall(name: string, [verb, ...rest]: readonly Value[]): Analysis {
  const text = verb ? literal(verb) : ''
  const formats = rest.filter((word) => show(word).includes('#('))
  // Formats run what stands in `#(…)`, wherever they are shown.
  if (formats.length > 0)
    return only(behind(name, formats.map(ofFormat)), only(doubt('dynamic-code', `tmux ${text ?? ''} #(`)))
  if (text !== null && looks.test(text)) return only()
  const words = rest.filter(
    (word, i) => !(literal(word) ?? '').startsWith('-') && !valued.test(literal(rest[i - 1] ?? []) ?? ''),
  )
  const isKeys = text === null || /^(?:send|send-\w+|paste-\w+|pasteb|source|source-file)$/.test(text)
  return only(behind(name, words), only(...(isKeys ? [doubt('dynamic-code', `tmux ${text ?? ''}`)] : [])))
}

/** Sub-commands stand between semicolons; what is no option of one may be shell text. */
export const tmux = reader(
  '-2CDhlNuv -V -c:code -f:script -L: -S: -T:',
  ({ call, operands, has }) => {
    if (has('V')) return only()
    const calls: Value[][] = [[]]
    for (const word of operands) {
      if (literal(word) === ';') calls.push([])
      else calls.at(-1)?.push(word)
    }
    const log = has('v') ? only(onPath('overwrite', [{ hole: 'name' }])) : only()
    return only(log, ...calls.map((words) => ofCall(call.name, words)))
  },
  { isPosix: true },
)

export const screen = reader(
  '-a -A -c:script -d -D -R -RR/-RRR -e: -f -fn/-fa -h: -i -l -ln/-la -ls/-list -L -Logfile:overwrite -m -dm/-md -Dm/-mD -O -p: -q -Q -r -s:program -S: -dmS/-mdS: -t: -T: -U -v/-version -wipe/-wip -x -X',
  ({ call, operands, has }) => {
    if (has('ls', 'v')) return only()
    return only(
      only(
        ...(has('L') && !has('Logfile') ? [onPath('overwrite', textValue('screenlog.0'))] : []),
        ...(has('X') ? [doubt('dynamic-code', 'screen -X')] : []),
      ),
      behind(call.name, has('X') ? operands.slice(1) : operands),
    )
  },
  { isPosix: true },
)

export const dtach = reader(
  '-A:create -c:create -n:create -N:create -a: -p: -e: -E -r: -R: -z',
  ({ call, operands }) => behind(call.name, operands),
  { isPosix: true },
)
