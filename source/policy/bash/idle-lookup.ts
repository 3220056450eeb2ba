// Variables that say how programs are found or work, set in a text that starts no program: nothing comes of them.
import { nameSet } from '../among.ts'
import type { SimpleCommand } from '../model/action.ts'

/** Builtins that start nothing, read no code and do not change what a name stands for. */
const idle = nameSet(
  'cd pwd echo printf export declare typeset local readonly unset shift test [ true false : return exit umask',
)

/** The shell itself has no use for these. */
const forPrograms =
  /^(?:PATH|LD_LIBRARY_PATH|LD_PRELOAD|JAVA_\w+|CLASSPATH|PYTHON\w+|NODE_\w+|PERL5LIB|RUBYLIB|RUBYOPT)$/

/** `NAME=value true` may mean another `true`. */
const isIdle = ({ program, wrappers, assignments }: SimpleCommand): boolean =>
  wrappers.length === 0 && (program === '' || (program !== null && idle.has(program) && assignments.length === 0))

const doubts = ({ actions }: SimpleCommand) => actions.filter(({ doubt }) => doubt === 'changed-lookup')

/** Without the doubts about such variables where every command of the text is the shell's own. */
export function withoutIdleLookup(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const names = commands.flatMap(doubts).map(({ detail = '' }) => detail)
  if (names.length === 0 || !commands.every(isIdle)) return commands
  if (!names.every((name) => forPrograms.test(name) || idle.has(name))) return commands
  return commands.map((command) => {
    const idleDoubts = new Set(doubts(command))
    return { ...command, actions: command.actions.filter((action) => !idleDoubts.has(action)) }
  })
}
