// A command's output on its way to a terminal: what would steer the terminal is taken out, also when it comes in pieces.
import { printable } from '../core/printable.ts'

export interface TerminalOutput {
  readonly push: (chunk: Buffer) => string
  readonly end: () => string
}

/** The beginning of a control sequence, or of a line end of two characters, that the text does not finish. */
const unfinished = /(?:\u001B(?:[\]PX^_][^\u0007\u001B\u009C]*\u001B?|\[[0-?]*[ -/]*|[ -/]*)|\u009B[0-?]*[ -/]*|\r)$/
/** Characters that are waited for; a longer one is shown for what it is. */
const longest = 4096

export function terminalOutput(): TerminalOutput {
  const decoder = new TextDecoder()
  let held = ''
  const show = (text: string): string => printable(text.replaceAll('\r\n', '\n'))
  return {
    push(chunk) {
      const text = held + decoder.decode(chunk, { stream: true })
      const at = text.search(unfinished)
      const isHeld = at >= 0 && text.length - at <= longest
      held = isHeld ? text.slice(at) : ''
      return show(isHeld ? text.slice(0, at) : text)
    },
    end: () => show(held + decoder.decode()),
  }
}
