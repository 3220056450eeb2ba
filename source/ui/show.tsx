// Draws the app on a terminal until the operator leaves it, and gives the terminal back.
import { render } from 'ink'
import type { Fold } from '../files/journal-fold.ts'
import type { Layout } from '../files/layout.ts'
import type { Overview } from '../views/overview.ts'
import { App } from './app.tsx'
import { createStore } from './store.ts'

const framesPerSecond = 10

/** Resolves when the viewer has been left. The run is not touched. */
export async function showRun(layout: Layout, foldOf: Fold<Overview>, environment: NodeJS.ProcessEnv): Promise<void> {
  const store = createStore(layout, foldOf)
  try {
    const app = render(<App store={store} root={layout.root} isAscii={drawsWideBoxes(environment)} />, {
      alternateScreen: true,
      incrementalRendering: true,
      maxFps: framesPerSecond,
      exitOnCtrlC: false,
      patchConsole: false,
      stdout: withoutScrollbackErase(process.stdout),
    })
    await app.waitUntilExit()
  } finally {
    store.close()
  }
}

/** In Chinese, Japanese and Korean locales box characters may take two columns. */
function drawsWideBoxes({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  return /^(?:ja|zh|ko)/.test(LC_ALL || LC_CTYPE || LANG || '')
}

/** Ink erases the scrollback with the screen (ESC[3J); what stood there before is the operator's. */
function withoutScrollbackErase(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: [NodeJS.BufferEncoding, () => void]): boolean =>
    // Ink waits for the callback among the rest before it lets go of the terminal.
    stdout.write(typeof chunk === 'string' ? chunk.replaceAll('\u001B[3J', '') : chunk, ...rest)
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'write') return write
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
