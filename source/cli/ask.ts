// Questions at a terminal. The answer is a typed word: what can be undone needs no more, what destroys no less.
import { createInterface } from 'node:readline'

export interface Asker {
  /** The typed line without spaces around it; empty when the input ends. Lines typed ahead answer what is asked next. */
  readonly ask: (question: string) => Promise<string>
  readonly close: () => void
}

/** Asks on stderr: stdout is for data. */
export function openAsker(): Asker {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const typed = lines[Symbol.asyncIterator]()
  return {
    async ask(question) {
      lines.setPrompt(question)
      lines.prompt()
      const { value, done } = await typed.next()
      return done ? '' : value.trim()
    },
    close: () => lines.close(),
  }
}

/** One question alone. */
export async function ask(question: string): Promise<string> {
  const asker = openAsker()
  try {
    return await asker.ask(question)
  } finally {
    asker.close()
  }
}
