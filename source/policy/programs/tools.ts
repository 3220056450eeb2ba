// Other tools with a language of their own: editors, databases, multiplexers, crypto.
import { alike } from '../among.ts'
import { knownStart, literal, textValue } from '../model/value.ts'
import { doubt, only, onPath, shell, type Analyser } from '../grammar/analysis.ts'
import { checkerAnalysers } from './checkers.ts'
import { compilerAnalysers } from './compilers.ts'
import { debuggerAnalyser, m4, perf } from './debuggers.ts'
import { documentAnalysers } from './documents.ts'
import { lineEditor } from '../readers/ed.ts'
import { gpg } from './gpg.ts'
import { media } from './media.ts'
import { dtach, screen, tmux } from './multiplexers.ts'
import { openssl } from './openssl.ts'
import { reader } from '../grammar/reader.ts'
import { compiler, make, runnerAnalysers } from './runners.ts'
import { sqlite } from '../readers/sqlite.ts'
import { vim } from '../readers/vim.ts'

const applets: Analyser = ({ args, stdin }) => {
  const [first] = args
  const isAsked = !first || /^--?(?:list|help|version)/.test(knownStart(first))
  return only(!isAsked && { kind: 'words', words: args, stdin })
}

/** `!` in what it calculates runs a line of shell; what it does not understand it shows. */
const calculator = reader(
  '-e/--expression:source -f/--file:script-file -V/--version -h/--help',
  ({ call: { stdin }, operands, inRole }) => {
    const files = [...operands, ...inRole('script-file')]
    const told = inRole('source')
    const code = [...told, ...(told.length + files.length > 0 ? [] : [stdin])].map(literal)
    return only(
      files.map((path) => [onPath('read', path), doubt('opaque-script', 'dc')]),
      code.some((each) => each === null || each.includes('!')) && doubt('dynamic-code', 'dc !'),
      code.map((each) => each?.includes('!') && shell(textValue(each.slice(each.indexOf('!') + 1)))),
    )
  },
)

export const toolAnalysers: Readonly<Record<string, Analyser>> = {
  ...alike('busybox toybox', applets),
  ...alike('ed red', lineEditor),
  ...alike('ex vi vim view nvim vim.tiny vim.basic', vim),
  emacs: () => only(doubt('dynamic-code', 'emacs')),
  nano: ({ args }) => only(args.map((path) => [onPath('read', path), onPath('modify', path)])),
  sqlite3: sqlite,
  ...alike('gdb lldb', debuggerAnalyser),
  m4,
  perf,
  openssl,
  ...alike('tmux byobu', tmux),
  screen,
  dtach,
  ...alike('make gmake ninja', make),
  ...runnerAnalysers,
  ...compilerAnalysers,
  ...checkerAnalysers,
  ...alike('rustc ld as', compiler),
  ...documentAnalysers,
  ...alike('gpg gpg2', gpg),
  base64url: () => only(),
  dc: calculator,
  ...alike('ffmpeg ffprobe', media),
}
