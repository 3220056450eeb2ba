// The dialog that is open, with what was typed in it; each one that opens is a new one.
import { useCallback, useState } from 'react'
import type { Dialog } from '../dialogs/dialog.ts'
import { nothingKept, type DialogKept } from '../dialogs/dialog-view.tsx'

export interface OpenDialog {
  readonly shown: Dialog
  readonly number: number
  readonly kept: DialogKept
}

export function useDialog() {
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  /** Null closes it. */
  const open = useCallback(
    (next: Dialog | null) =>
      setDialog((before) => next && { shown: next, number: (before?.number ?? 0) + 1, kept: nothingKept() }),
    [],
  )
  return { dialog, open }
}
