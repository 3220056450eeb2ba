// A shell in a terminal, and the viewer as its job: what a person finds before and after.
import { execFileSync } from 'node:child_process'
import type { TestContext } from 'node:test'
import { program, type Project } from './project.ts'
import { openTerminal, type TestTerminal } from './terminal.ts'

export interface Shell {
  readonly terminal: TestTerminal
  /** Process id of the shell's job. */
  readonly viewer: () => number
}

/** 80x24, with `tos watch` of the project on its screen. */
export async function openInShell(t: TestContext, project: Project): Promise<Shell> {
  const environment = { PS1: 'ready> ', PS0: '', PROMPT_COMMAND: '', BASH_SILENCE_DEPRECATION_WARNING: '1' }
  const command = ['bash', '--norc', '--noprofile', '-i'] as const
  const terminal = openTerminal(t, [], { columns: 80, rows: 24, environment, command })
  await terminal.sees('ready>')
  terminal.press(`'${process.execPath}' '${program}' watch --root '${project.root}'\r`)
  await terminal.sees('[0 Step]')
  const viewer = () => Number(execFileSync('ps', ['-o', 'pid=', '--ppid', String(terminal.pid)], { encoding: 'utf8' }))
  return { terminal, viewer }
}

/** Line editing and echo are as the shell left them. */
export async function isUsable(terminal: TestTerminal): Promise<void> {
  terminal.press('stty -a | grep -o -E -e "-?(icanon|echo|isig|opost) " | tr -d "\\n"; echo end\r')
  await terminal.sees('opost isig icanon echo end')
}
