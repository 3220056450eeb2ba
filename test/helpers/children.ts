// Programs next to this file, run as processes of their own.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'

export interface Child {
  readonly process: ChildProcess
  /** Its first line of output, as JSON; the call fails when there is none. */
  readonly said: () => Promise<unknown>
  /** Kills it so that it can do nothing more, and waits until it is gone. */
  readonly kill: () => Promise<void>
}

/** Starts `name`.ts of this folder; `fileKiB` limits the size of the files it may write. */
export function startChild(
  t: TestContext,
  name: string,
  args: readonly string[],
  { fileKiB }: { fileKiB?: number } = {},
): Child {
  const limit = fileKiB === undefined ? '' : `ulimit -f ${fileKiB}; `
  const call = [process.execPath, join(import.meta.dirname, `${name}.js`), ...args]
  const child = spawn('bash', ['-c', `${limit}exec "$0" "$@"`, ...call], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  t.after(kill)
  return {
    process: child,
    kill,
    async said() {
      const { value, done } = await lines.next()
      if (done) throw new Error(`${name} said nothing`)
      return JSON.parse(value)
    },
  }
}
