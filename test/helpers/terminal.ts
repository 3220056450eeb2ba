// A real terminal: the built program in a pty, its bytes in an emulator, its screen as text.
import { spawn, type IPty } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { program, temporaryFolder } from './project.ts'
import type { Scope } from './scope.ts'
import { until } from './until.ts'

export interface TerminalOptions {
  readonly columns: number
  readonly rows: number
  readonly environment?: Record<string, string>
  readonly folder?: string
  /** What runs in the terminal; the built program unless told otherwise. */
  readonly command?: readonly [string, ...string[]]
}

export interface TestTerminal {
  /** The rows as they are seen, without trailing spaces. */
  readonly screen: () => string[]
  readonly press: (keys: string) => void
  readonly resize: (columns: number, rows: number) => void
  /** Resolves when the screen holds the text or matches. */
  readonly sees: (wanted: string | RegExp) => Promise<void>
  /** Its exit code, when its last word is on the screen. */
  readonly exited: Promise<number>
  readonly kill: (signal: string) => void
  readonly pid: number
  /** Every byte the program wrote, as text. */
  readonly raw: () => string
  readonly isAlternate: () => boolean
  /** The rows of the normal screen, with what it scrolls back to. */
  readonly history: () => string[]
  /** What a program that ends must have given back. */
  readonly modes: () => { isCursorShown: boolean; wraps: boolean; marksPaste: boolean }
  /** Somebody else writes on the terminal, without the program's knowledge. */
  readonly spoil: (text: string) => Promise<void>
  /** A person who stopped looking: nothing is read from the terminal any more. */
  readonly stall: () => void
  readonly unstall: () => void
  /** The connection drops. */
  readonly hangUp: () => void
}

export function openTerminal(t: Scope, args: readonly string[], options: TerminalOptions): TestTerminal {
  const { columns, rows, environment, folder, command = [process.execPath, program] } = options
  const [file, ...before] = command
  const { CI: _ci, ...inherited } = process.env
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 })
  const pty: IPty = spawn(file, [...before, ...args], {
    name: environment?.['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: folder ?? '/',
    env: { ...inherited, XDG_CONFIG_HOME: temporaryFolder(t), LANG: 'C.UTF-8', LC_ALL: '', TZ: 'UTC', ...environment },
  })
  let raw = ''
  pty.onData((data) => {
    raw += data
    emulator.write(data)
  })
  // Behind all that it wrote: the emulator takes it up later than it comes.
  const exited = new Promise<number>((resolve) =>
    pty.onExit(({ exitCode }) => emulator.write('', () => resolve(exitCode))),
  )
  t.after(() => {
    try {
      pty.kill('SIGKILL')
    } catch {
      // Gone already.
    }
    emulator.dispose()
  })
  const screen = (): string[] => {
    const buffer = emulator.buffer.active
    return Array.from(
      { length: emulator.rows },
      (_, y) => buffer.getLine(buffer.baseY + y)?.translateToString(true, 0, emulator.cols) ?? '',
    )
  }
  const sees = (wanted: string | RegExp) =>
    until(
      () => {
        const text = screen().join('\n')
        return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
      },
      () => `${String(wanted)} on\n${screen().join('\n')}`,
    )
  return {
    screen,
    sees,
    exited,
    press: (keys) => pty.write(keys),
    resize(width, height) {
      emulator.resize(width, height)
      pty.resize(width, height)
    },
    kill: (signal) => pty.kill(signal),
    pid: pty.pid,
    raw: () => raw,
    isAlternate: () => emulator.buffer.active.type === 'alternate',
    history() {
      const { normal } = emulator.buffer
      return Array.from({ length: normal.length }, (_, y) => normal.getLine(y)?.translateToString(true) ?? '')
    },
    modes: () => ({
      isCursorShown: raw.lastIndexOf('\u001B[?25h') >= raw.lastIndexOf('\u001B[?25l'),
      wraps: emulator.modes.wraparoundMode,
      marksPaste: emulator.modes.bracketedPasteMode,
    }),
    spoil: (text) => new Promise((resolve) => emulator.write(text, resolve)),
    stall: () => pty.pause(),
    unstall: () => pty.resume(),
    hangUp() {
      // The type leaves it out: closes this side of the terminal.
      ;(pty as IPty & { destroy: () => void }).destroy()
    },
  }
}
