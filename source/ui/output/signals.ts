// Signals and the keyboard's end: whatever ends or stops the viewer, the terminal is given back first.

export interface TerminalOwner {
  readonly giveBack: () => void
  readonly take: () => void
  /** Takes it once more if it was not given back. */
  readonly retake: () => void
  /** The terminal is gone. */
  readonly lost: () => void
}

export interface SignalWatch {
  readonly suspend: () => void
  /** Resolves at the next key; Ink must have let go of the keyboard. */
  readonly anyKey: () => Promise<void>
  readonly close: () => void
}

const ending = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const

export function watchSignals({ giveBack, take, retake, lost }: TerminalOwner): SignalWatch {
  const keyboard = process.stdin
  const setRaw = (isRaw: boolean): void => {
    if (keyboard.isTTY && keyboard.isRaw !== isRaw) keyboard.setRawMode(isRaw)
  }
  const die = (signal: NodeJS.Signals): void => {
    close()
    giveBack()
    setRaw(false)
    // Now it does what it does to a program that does not listen, and the parent sees why the viewer ended.
    process.kill(process.pid, signal)
  }
  /** The whole job stops, as with Ctrl-Z: the shell waits for all of it. */
  const suspend = (): void => {
    const wasRaw = keyboard.isRaw
    giveBack()
    setRaw(false)
    process.off('SIGTSTP', suspend)
    process.off('SIGCONT', continued)
    process.kill(0, 'SIGTSTP')
    // Continued, or there is no shell that could continue it and nothing was stopped.
    process.on('SIGTSTP', suspend)
    process.on('SIGCONT', continued)
    setRaw(wasRaw)
    take()
  }
  /** Stopped by somebody else, so that nothing could be given back: the shell has changed the terminal since. */
  const continued = (): void => {
    const wasRaw = keyboard.isRaw
    setRaw(false)
    setRaw(wasRaw)
    retake()
  }
  function close(): void {
    for (const signal of ending) process.off(signal, die)
    process.off('SIGTSTP', suspend)
    process.off('SIGCONT', continued)
    keyboard.off('error', lost)
    keyboard.off('end', lost)
  }
  for (const signal of ending) process.on(signal, die)
  process.on('SIGTSTP', suspend)
  process.on('SIGCONT', continued)
  if (keyboard.isTTY) {
    keyboard.on('error', lost)
    keyboard.on('end', lost)
  }
  return {
    suspend,
    close,
    anyKey: () =>
      new Promise((resolve) => {
        setRaw(true)
        keyboard.once('data', () => {
          keyboard.pause()
          setRaw(false)
          resolve()
        })
      }),
  }
}
