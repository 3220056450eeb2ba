// Draws the session on a terminal until the operator leaves it, and gives the terminal back.
import { render } from 'ink'
import { App, type AppProps } from './app.tsx'
import { KeyboardContext } from '../input/keyboard-context.ts'
import { ScreenContext } from '../output/screen-context.ts'
import { openScreen } from '../output/screen.ts'

export interface ShowProps extends AppProps {
  /** Lines for a screen reader instead of a drawn screen. */
  readonly isSpoken: boolean
}

/** Resolves when the viewer has been left. The run is not touched. */
export async function showApp({ isSpoken, ...props }: ShowProps): Promise<void> {
  const screen = openScreen(props.environment, isSpoken)
  try {
    const app = render(
      <ScreenContext value={screen}>
        <KeyboardContext value={screen.keyboard}>
          <App {...props} />
        </KeyboardContext>
      </ScreenContext>,
      {
        stdout: screen.stdout,
        // Ink hands over whole frames, each once, and leaves erasing, pacing and the alternate screen to the screen.
        debug: true,
        interactive: true,
        exitOnCtrlC: false,
        patchConsole: false,
        isScreenReaderEnabled: isSpoken,
      },
    )
    await app.waitUntilExit()
  } finally {
    await screen.close()
  }
}
