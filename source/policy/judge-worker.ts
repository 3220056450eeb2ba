// The thread that judges: compiles policies, then answers one question after the other. See judge-thread.ts.
import { enableCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'

const port = parentPort
if (port === null) throw new Error('this file is the entry of a thread')
enableCompileCache()
// Loaded behind the line above, so that it comes out of the cache.
const { answering } = await import('./judge-answers.ts')
port.on(
  'message',
  answering((said) => port.postMessage(said)),
)
