// Pipes for a command's output: what spawn makes are sockets, and those nobody can open as /dev/stdout.
import { spawnSync } from 'node:child_process'
import { closeSync, constants, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { folderOfNames } from './private-folder.ts'

export interface Pipe {
  /** Ends when the last writer is gone. */
  readonly reader: Socket
  /** Descriptor to hand to a process; to be closed here once it has it. */
  readonly writer: number
}

/** A call of mkfifo costs as much as a small command; one makes enough for many. */
const madeAtOnce = 128
const waiting: string[] = []
let made = 0

/** Null where the system has no named pipes to make them of. Throws when there is no descriptor left, or no room. */
export function openPipe(): Pipe | null {
  const path = waiting.pop() ?? makeMore()
  if (path === null) return null
  let reader: number | null = null
  try {
    reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const writer = openSync(path, constants.O_WRONLY)
    return { reader: new Socket({ fd: reader, readable: true, writable: false }), writer }
  } catch (error) {
    if (reader !== null) closeSync(reader)
    throw error
  } finally {
    // Without a name it is like any other pipe.
    rmSync(path, { force: true })
  }
}

function makeMore(): string | null {
  if (process.platform === 'win32') return null
  const folder = folderOfNames()
  const paths = Array.from({ length: madeAtOnce }, () => join(folder, `pipe-${++made}`))
  const { error, status } = spawnSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' })
  if (error && 'code' in error && error.code === 'ENOENT') return null
  if (error) throw error
  if (status !== 0) throw new Error(`mkfifo ended with exit code ${status}`)
  waiting.push(...paths.slice(1))
  return paths[0] ?? null
}
