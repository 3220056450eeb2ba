// Work that a page waits for: busy while it is done, then on, or a dialog that says why not.
import { useState } from 'react'
import type { Result } from '../../core/failure.ts'
import { leave } from '../dialogs/dialog.ts'
import { busyDialog, failureDialog, textRows } from '../dialogs/message.ts'
import { useLook } from '../draw/look.ts'
import type { PageDialog } from './page-dialog.tsx'

export function useWork() {
  const { words } = useLook()
  const [dialog, setDialog] = useState<PageDialog | null>(null)
  /** `then` gets the value when all went well. */
  const work = <T>(title: string, doIt: () => Promise<Result<T>>, then: (value: T) => void): void => {
    const wait = async (): Promise<void> => {
      const done = await doIt()
      setDialog(done.ok ? null : failureDialog(words, title, done.failure))
      if (done.ok) then(done.value)
    }
    setDialog(busyDialog(title, words.dialog.busy))
    void wait()
  }
  /** What executes commands and spends money asks first. */
  const ask = (title: string, text: readonly string[], then: () => void): void =>
    setDialog({
      title,
      decides: true,
      rows: (_typed, columns) => textRows(text, columns),
      choices: [
        leave(words.dialog.cancel),
        {
          label: title,
          gives: () => then,
        },
      ],
    })
  return { dialog, setDialog, work, ask }
}
