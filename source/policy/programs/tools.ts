// Other tools with a language of their own: editors, databases, multiplexers, crypto.
import { knownStart, literal, show, textValue } from '../model/value.ts'
import { doubt, only, onPath, shell, type Analyser, type Run } from '../grammar/analysis.ts'
import { checkerAnalysers } from './checkers.ts'
import { compilerAnalysers } from './compilers.ts'
import { debuggerAnalyser, m4, perf } from './debuggers.ts'
import { documentAnalysers } from './documents.ts'
import { lineEditor } from '../readers/ed.ts'
import { gpg } from './gpg.ts'
import { media } from './media.ts'
import { dtach, screen, tmux } from './multiplexers.ts'
import { openssl } from './openssl.ts'
import { compiler, make, runnerAnalysers } from './runners.ts'
import { sqlite } from '../readers/sqlite.ts'
import { vim } from '../readers/vim.ts'

const applets: Analyser = ({ args, stdin }) => {
  const [first, ...rest] = args
  if (!first || /^--?(?:list|help|version)/.test(knownStart(first))) return { actions: [], runs: [] }
  return { actions: [], runs: [{ kind: 'words', words: [first, ...rest], stdin }] }
}

export const toolAnalysers: Readonly<Record<string, Analyser>> = {
  busybox: applets,
  toybox: applets,
  ed: lineEditor,
  red: lineEditor,
  ex: vim,
  vi: vim,
  vim,
  view: vim,
  nvim: vim,
  'vim.tiny': vim,
  'vim.basic': vim,
  emacs: () => only(doubt('dynamic-code', 'emacs')),
  nano: ({ args }) => only(...args.map((path) => onPath('modify', path))),
  sqlite3: sqlite,
  gdb: debuggerAnalyser,
  lldb: debuggerAnalyser,
  m4,
  perf,
  openssl,
  tmux,
  screen,
  dtach,
  byobu: tmux,
  make,
  gmake: make,
  ninja: make,
  ...runnerAnalysers,
  ...compilerAnalysers,
  ...checkerAnalysers,
  ...Object.fromEntries(['rustc', 'ld', 'as'].map((name) => [name, compiler])),
  ...documentAnalysers,
  gpg,
  gpg2: gpg,
  base64url: () => only(),
  dc: ({ args, stdin }) => {
    const text = literal(stdin)
    const code = [...args.map(literal), args.some((arg) => /^-(?:e|f|-expression|-file)/.test(show(arg))) ? '' : text]
    return code.some((each) => each === null || each.includes('!'))
      ? {
          actions: [doubt('dynamic-code', 'dc !')],
          runs: code.flatMap((each): Run[] =>
            each?.includes('!') ? [shell(textValue(each.slice(each.indexOf('!') + 1)))] : [],
          ),
        }
      : only()
  },
  ffmpeg: media,
  ffprobe: media,
}
