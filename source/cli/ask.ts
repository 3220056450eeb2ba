// One question at a terminal. The answer is a typed word: what can be undone needs no more, what destroys no less.
import { createInterface } from 'node:readline/promises'

/** The typed line without spaces around it; empty when the input ends. Asked on stderr: stdout is for data. */
export async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
  try {
    return (await Promise.race([lines.question(question), ended])).trim()
  } finally {
    lines.close()
  }
}
