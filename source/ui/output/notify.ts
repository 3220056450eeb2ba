// What a viewer may tell the terminal besides its screen: the bell, a desktop notification, a text for the clipboard.
import { printableLine } from '../../core/printable.ts'

/** The window's own title is kept by the terminal meanwhile (XTWINOPS). */
export const saveTitle = '\u001B[22;2t'
export const restoreTitle = '\u001B[23;2t'
export const windowTitle = (text: string): string => `\u001B]2;${printableLine(text)}\u0007`

export const bell = '\u0007'

const notificationAtMost = 200
/** Base64 letters; xterm and tmux drop longer ones whole. */
const clipboardAtMost = 74_000

/** OSC 9. The text may come from anywhere: it is made one harmless line. */
export function notification(text: string, environment: NodeJS.ProcessEnv): string {
  const line = Array.from(printableLine(text)).slice(0, notificationAtMost).join('')
  return passedOn(`\u001B]9;tos: ${line}${bell}`, environment)
}

/** OSC 52, or null when the text is longer than terminals take. */
export function clipboard(text: string, environment: NodeJS.ProcessEnv): string | null {
  const encoded = Buffer.from(text).toString('base64')
  if (encoded.length > clipboardAtMost) return null
  const sequence = `\u001B]52;c;${encoded}${bell}`
  // tmux may keep a clipboard of its own as well.
  return environment['TMUX'] ? sequence + passedOn(sequence, environment) : sequence
}

/** Inside tmux the sequence is for the terminal outside. */
const passedOn = (sequence: string, { TMUX }: NodeJS.ProcessEnv): string =>
  TMUX ? `\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\` : sequence
