// Draws the session on a terminal until the operator leaves it, and gives the terminal back.
import { render } from 'ink'
import { App, type AppProps } from './app.tsx'
import { ScreenContext } from './output/screen-context.ts'
import { openScreen } from './output/screen.ts'

export interface ShowProps extends AppProps {
  /** Ink's mode for screen readers: lines instead of a drawn screen. */
  readonly isSpoken: boolean
}

/** Resolves when the viewer has been left. The run is not touched. */
export function showApp({ isSpoken, ...props }: ShowProps): Promise<void> {
  return isSpoken ? speak(props) : draw(props)
}

async function draw(props: AppProps): Promise<void> {
  const screen = openScreen(props.environment)
  try {
    const app = render(
      <ScreenContext value={screen}>
        <App {...props} />
      </ScreenContext>,
      {
        stdout: screen.stdout,
        // Ink hands over whole frames, each once, and leaves erasing, pacing and the alternate screen to the screen.
        debug: true,
        interactive: true,
        exitOnCtrlC: false,
        patchConsole: false,
        isScreenReaderEnabled: false,
      },
    )
    await app.waitUntilExit()
  } finally {
    screen.close()
  }
}

/** A screen reader follows what Ink itself writes; nothing is drawn on the alternate screen. */
async function speak(props: AppProps): Promise<void> {
  const app = render(<App {...props} />, { exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: true })
  await app.waitUntilExit()
}
