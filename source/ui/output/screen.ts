// The viewer's terminal: taken on opening, given back however the viewer ends, and lent out in between.
import { printableLine } from '../../core/printable.ts'
import { createKeyboard, waitsFor, type Keyboard } from '../input/keyboard.ts'
import { createInkStdout } from './ink-stdout.ts'
import { bell, clipboard, notification, restoreTitle, saveTitle, windowTitle } from './notify.ts'
import { watchSignals } from './signals.ts'
import { watchSize } from './size.ts'
import { createSpokenWriter } from './spoken.ts'
import { openTerminalOutput } from './terminal-output.ts'
import { createFrameWriter, type Place } from './writer.ts'

export interface Screen {
  /** The standard output for Ink. */
  readonly stdout: NodeJS.WriteStream
  readonly keyboard: Keyboard
  /** Draws everything again, whatever the terminal shows. */
  readonly redraw: () => void
  /** Where a text field wants the cursor, zero-based; null hides it. Input methods draw there. */
  readonly setCursor: (place: Place | null) => void
  /** Stops the viewer as Ctrl-Z does; when the shell continues it, the screen comes back. */
  readonly suspend: () => void
  readonly ring: () => void
  /** A notification of the desktop the terminal runs on. */
  readonly notify: (text: string) => void
  /** Of the window; its own comes back when the terminal is given back. */
  readonly setTitle: (text: string) => void
  /** Puts a text on the clipboard; false when it is too long for terminals. */
  readonly copy: (text: string) => boolean
  /**
   * Gives the terminal and its keys away until `work` is done, such as a pager. To be called inside Ink's
   * `suspendTerminal`.
   */
  readonly lend: (work: () => Promise<void>) => Promise<void>
  /** Leaves the lines where the terminal scrolls back to, and waits for a key. Inside `suspendTerminal`, too. */
  readonly printToScrollback: (lines: readonly string[], hint: string) => Promise<void>
  /** Gives the terminal back; nothing is drawn any more. */
  readonly close: () => Promise<void>
}

const drawn = {
  // The alternate screen keeps the scrollback, marks stand around what is pasted; the first frame sets everything else.
  enter: '\u001B[?1049h\u001B[?2004h',
  // Also ends a frame that was cut off: synchronized output, scroll region, style.
  leave: '\u001B[?2026l\u001B[r\u001B[m\u001B[?7h\u001B[?2004l\u001B[?25h\u001B[?1049l',
}
const spoken = { enter: '\u001B[?2004h', leave: '\u001B[?2004l' }

/** Milliseconds between two frames, at least. */
const frameMs = 100
const remoteFrameMs = 150
/** Bells and notifications that wait for a stalled terminal; more would only be noise. */
const waitingAtMost = 20
/** Exit code of a program that lost its terminal: 128 + SIGHUP. */
const lostExitCode = 129

/** `isSpoken`: lines for a screen reader on the normal screen, instead of a drawn one. */
export function openScreen(environment: NodeJS.ProcessEnv, isSpoken = false): Screen {
  const { enter, leave } = isSpoken ? spoken : drawn
  let isTaken = false
  let waiting = 0
  const lost = (): void => {
    isTaken = false
    process.exit(lostExitCode)
  }
  const output = openTerminalOutput(lost)
  const size = watchSize(process.stdout, {
    onChange: () => writer.pause(),
    onSettled(next) {
      writer.resize(next)
      ink.resize(next)
      if (isTaken) writer.resume()
    },
  })
  const writer = isSpoken
    ? createSpokenWriter(output.write)
    : createFrameWriter(output.write, environment['SSH_TTY'] ? remoteFrameMs : frameMs, size.current())
  let hasBegun = false
  const ink = createInkStdout(size.current(), (frame) => {
    // Until there is something to show, what stands there stays.
    if (!hasBegun) take()
    hasBegun = true
    writer.show(frame)
  })
  const tell = (text: string): void => {
    if (waiting >= waitingAtMost) return
    waiting += 1
    output.write(text, () => {
      waiting -= 1
    })
  }
  let title = ''
  const take = (): void => {
    isTaken = true
    output.write(saveTitle)
    retake()
    if (title !== '') output.write(windowTitle(title))
  }
  const retake = (): void => {
    if (!isTaken) return
    output.write(enter)
    writer.redraw()
    writer.resume()
  }
  const giveBack = (): void => {
    if (!isTaken) return
    isTaken = false
    writer.pause()
    output.writeNow(leave + restoreTitle)
  }
  const lend = async (work: () => Promise<void>): Promise<void> => {
    keyboard.pause()
    giveBack()
    try {
      await signals.whileLent(work)
    } finally {
      take()
      keyboard.resume()
    }
  }
  const signals = watchSignals({ giveBack, take, retake, lost })
  const keyboard = createKeyboard({
    source: process.stdin,
    waits: waitsFor(environment),
    ask: (question) => tell(question),
  })
  process.once('exit', giveBack)
  keyboard.resume()
  return {
    stdout: ink.stream,
    keyboard,
    redraw: writer.redraw,
    setCursor: writer.setCursor,
    suspend: signals.suspend,
    ring: () => tell(bell),
    notify: (text) => tell(notification(text, environment)),
    setTitle(text) {
      title = text
      if (isTaken) tell(windowTitle(text))
    },
    copy(text) {
      const sequence = clipboard(text, environment)
      if (sequence !== null) tell(sequence)
      return sequence !== null
    },
    lend,
    printToScrollback: (lines, hint) =>
      lend(async () => {
        const text = [...lines, hint].map((line) => `${printableLine(line)}\r\n`).join('')
        await new Promise<void>((resolve) => output.write(text, resolve))
        await signals.anyKey()
      }),
    async close() {
      await keyboard.close()
      signals.close()
      size.close()
      giveBack()
      writer.close()
      process.off('exit', giveBack)
      output.close()
    },
  }
}
