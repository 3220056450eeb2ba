// Draws the app on a terminal until the operator leaves it, and gives the terminal back.
import { render } from 'ink'
import type { Fold } from '../files/journal-fold.ts'
import type { Layout } from '../files/layout.ts'
import type { Overview } from '../views/overview.ts'
import { App } from './app.tsx'
import { ScreenContext } from './output/screen-context.ts'
import { openScreen } from './output/screen.ts'
import { createStore } from './store.ts'

/** Resolves when the viewer has been left. The run is not touched. */
export async function showRun(layout: Layout, foldOf: Fold<Overview>, environment: NodeJS.ProcessEnv): Promise<void> {
  const store = createStore(layout, foldOf)
  const screen = openScreen(environment)
  try {
    const app = render(
      <ScreenContext value={screen}>
        <App store={store} root={layout.root} isAscii={drawsWideBoxes(environment)} />
      </ScreenContext>,
      {
        stdout: screen.stdout,
        // Ink hands over whole frames, each once, and leaves erasing, pacing and the alternate screen to the screen.
        debug: true,
        interactive: true,
        exitOnCtrlC: false,
        patchConsole: false,
      },
    )
    await app.waitUntilExit()
  } finally {
    screen.close()
    store.close()
  }
}

/** In Chinese, Japanese and Korean locales box characters may take two columns. */
function drawsWideBoxes({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  return /^(?:ja|zh|ko)/.test(LC_ALL || LC_CTYPE || LANG || '')
}
