// The thread that judges: compiles policies, then answers one question after the other. See judge-thread.ts.
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'

const port = parentPort
if (port === null) throw new Error('this file is the entry of a thread')
// Made by bin/tos-tui.js where one can be.
if (existsSync(process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache'))) enableCompileCache()
// Loaded behind the line above, so that it comes out of the cache.
const { answering } = await import('./judge-answers.ts')
port.on(
  'message',
  answering((said) => port.postMessage(said)),
)
