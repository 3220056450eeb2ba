// Keeps a process that lives for days small. V8 would rather grow than collect: a busy viewer took 250 MB for 20 in use.
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** For the rest of the process's life; of a viewer when all is loaded, for that is quicker with more room. */
export function keepHeapLean(): void {
  // Room that stands empty is given back.
  setFlagsFromString('--optimize-for-size')
  // New objects get no more room than there is: a second of a busy loop made 32 MB of it, and they stayed.
  setFlagsFromString('--semi-space-growth-factor=1')
  // A collection of everything is due when a fifth more has come to what was in use.
  setFlagsFromString('--heap-growing-percent=20')
  collectAtExit()
}

let isCollectedAtExit = false

/**
 * A compiler thread that finds no room waits for a collection, and the exit of Node waits for the thread: with a heap this
 * tight the process of one run in thousands never went. Behind a collection there is room, and nothing is compiled any more.
 */
function collectAtExit(): void {
  if (isCollectedAtExit) return
  isCollectedAtExit = true
  process.once('exit', () => {
    setFlagsFromString('--no-maglev')
    collector()()
  })
}

/** V8's own collection of everything. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

let isRunnerLean = false

/** Of a runner, which waits most of its life; before it loads what it needs, which would make the room. */
export function keepRunnerLean(): void {
  if (isRunnerLean) return
  isRunnerLean = true
  keepHeapLean()
  // The last compiler takes as much as it gives here: up to 20 MB for one function (the parser of HTTP), never given back whole.
  setFlagsFromString('--no-turbofan')
  // And the first gives 5 % of the processor for 4 MB.
  setFlagsFromString('--no-sparkplug')
  setFlagsFromString('--no-wasm-tier-up')
  // Without this one it comes all the same, after some thirty answers.
  setFlagsFromString('--no-wasm-dynamic-tiering')
  // While V8 marks, it would collect nothing that is young, and a busy loop makes 300 MB of it in a second.
  setFlagsFromString('--no-separate-gc-phases')
  // It begins to mark when the process rests: `collectInTime` has been there.
  setFlagsFromString('--no-memory-reducer')
  collectInTime()
}

/** Milliseconds, and how much more than was in use makes a collection due. */
const [lookMs, growth] = [500, 1.15]

/** V8 collects beside the work and comes late where processors are few: twice of what is in use stood empty for seconds. */
function collectInTime(): void {
  const collect = collector()
  let kept = 0
  const look = (): void => {
    if (getHeapStatistics().used_heap_size < kept * growth) return
    collect()
    kept = getHeapStatistics().used_heap_size
  }
  setInterval(look, lookMs).unref()
}
