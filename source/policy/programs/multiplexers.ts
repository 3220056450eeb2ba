// tmux, screen and dtach: what they run stays behind.
import { concat, literal, show, textValue, type Value } from '../model/value.ts'
import { act, doubt, onPath, shell, type Found } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { among } from '../among.ts'

/** Its words are joined to one shell text. */
const behind = (name: string, words: readonly Value[]): Found => [
  act('detach', name),
  words.length > 0 && shell(concat(...words.flatMap((word): Value[] => [word, [' ']]))),
]

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

function ofCall(name: string, [verb, ...rest]: readonly Value[]): Found {
  const text = verb ? literal(verb) : ''
  const formats = rest.filter((word) => show(word).includes('#('))
  // Formats run what stands in `#(…)`, wherever they are shown.
  if (formats.length > 0) return [behind(name, formats.map(ofFormat)), doubt('dynamic-code', `tmux ${text ?? ''} #(`)]
  if (text !== null && looks.test(text)) return []
  const words = rest.filter(
    (word, i) => !(literal(word) ?? '').startsWith('-') && !valued.test(literal(rest[i - 1] ?? []) ?? ''),
  )
  const isKeys = text === null || /^(?:send|send-\w+|paste-\w+|pasteb|source|source-file)$/.test(text)
  return [behind(name, words), isKeys && doubt('dynamic-code', `tmux ${text ?? ''}`)]
}

/** Sub-commands stand between semicolons; what is no option of one may be shell text. */
export const tmux = reader(
  '-2CDhlNuv -V -c:code -f:script -L: -S: -T:',
  ({ call, operands, has }) => {
    if (has('V')) return []
    const calls: Value[][] = [[]]
    for (const word of operands) {
      if (literal(word) === ';') calls.push([])
      else calls.at(-1)?.push(word)
    }
    return [has('v') && onPath('overwrite', [{ hole: 'name' }]), calls.map((words) => ofCall(call.name, words))]
  },
  { isPosix: true },
)

export const screen = reader(
  '-a -A -c:script -d -D -R -RR/-RRR -e: -f -fn/-fa -h: -i -l -ln/-la -ls/-list -L -Logfile:overwrite -m -dm/-md -Dm/-mD -O -p: -q -Q -r -s:program -S: -dmS/-mdS: -t: -T: -U -v/-version -wipe/-wip -x -X',
  ({ call, operands, has }) => {
    if (has('ls', 'v')) return []
    return [
      has('L') && !has('Logfile') && onPath('overwrite', textValue('screenlog.0')),
      has('X') && doubt('dynamic-code', 'screen -X'),
      behind(call.name, has('X') ? operands.slice(1) : operands),
    ]
  },
  { isPosix: true },
)

export const dtach = reader(
  '-A:create -c:create -n:create -N:create -a: -p: -e: -E -r: -R: -z',
  ({ call, operands }) => behind(call.name, operands),
  { isPosix: true },
)
