// Compilers that turn the project's sources into files and run none of them.
import type { Action } from '../action.ts'
import { hole, isHole, knownStart, literal, show, unknown, type Value } from '../value.ts'
import { below, doubt, only, onPath, type Analyser } from './analysis.ts'
import { cut } from './options.ts'

interface Compiler {
  /** Options that load code, run a program, or read more options. */
  readonly runs: RegExp
  /** Options that name where the result goes: a file, or a folder. */
  readonly output: RegExp
  readonly folder?: RegExp
  /** What it makes without being told where. */
  readonly made: Value
}

const c: Compiler = {
  runs: /^(?:@|-wrapper|-fplugin|-specs|--specs|-B|-Xclang|-load|-plugin|-fpass-plugin|--plugin|-T|--script|-fuse-ld|-ld-path|--ld-path|-Wl,|-Xlinker|-Wp,|-Xpreprocessor|-Wa,|-Xassembler|--config|-dumpdir|-MF|-MJ|-save-temps|-aux|-ftest-coverage|-fprofile|-fdump|-frecord|--sysroot|-iplugindir|-no-canonical|-run)/,
  output: /^(?:-o|--output)/,
  made: hole('name'),
}

const compilers: Readonly<Record<string, Compiler>> = {
  ...Object.fromEntries(['gcc', 'g++', 'cc', 'c++', 'clang', 'clang++'].map((name) => [name, c])),
  javac: {
    runs: /^(?:@|-J|-processor|--processor|-Xplugin|-A|-Xbootclasspath|--upgrade|--patch|--system|-bootclasspath|-s$|-h$|-endorseddirs|-extdirs)/,
    output: /^(?!)/,
    folder: /^-d$/,
    made: hole('path'),
  },
}

const sources = /\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm|s|S|o|a|so|java|ii?)$/

const compiler =
  ({ runs, output, folder, made }: Compiler): Analyser =>
  ({ name, args }) => {
    const actions: Action[] = []
    let isPlaced = false
    for (const [i, arg] of args.entries()) {
      const start = knownStart(arg)
      const text = literal(arg)
      if (runs.test(start) || (isHole(arg[0]) && arg[0].hole === 'any'))
        actions.push(doubt('opaque-script', `${name} ${show(arg)}`))
      if (text !== null && output.test(text)) {
        isPlaced = true
        actions.push(
          onPath(
            'overwrite',
            /^(?:-o|--output)$/.test(text) ? (args[i + 1] ?? unknown) : cut(arg, text.startsWith('--') ? 9 : 2),
          ),
        )
      } else if (text !== null && folder?.test(text) === true) {
        isPlaced = true
        actions.push(onPath('overwrite', below(args[i + 1] ?? unknown, made)))
      } else if (text !== null && !text.startsWith('-') && sources.test(text)) actions.push(onPath('read', arg))
    }
    // Beside the sources, or where it is called.
    if (!isPlaced) actions.push(onPath('create', made))
    return only(...actions)
  }

export const compilerAnalysers: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries(compilers).map(([name, each]) => [name, compiler(each)]),
)
