// A dialog alone on the terminal: keeps what was typed in it, and does what its choices give.
import { useEffect, useState, type ReactNode } from 'react'
import type { Dialog } from '../../source/ui/dialogs/dialog.ts'
import { DialogView } from '../../source/ui/dialogs/dialog-view.tsx'
import { opened, pressed, typedInto, unreadMs } from '../../source/ui/dialogs/open-dialog.ts'
import type { Place } from '../../source/ui/draw/place.ts'
import { useKeys } from '../../source/ui/keys/use-keys.ts'

/** Its choices give what is to be done. */
export type DoingDialog = Dialog<() => void>

export interface ShownDialogProps {
  readonly dialog: DoingDialog
  readonly place: Place
  readonly origin: { readonly x: number; readonly y: number }
  readonly onClose: () => void
}

export function ShownDialog({ dialog, place, origin, onClose }: ShownDialogProps): ReactNode {
  const [kept, setKept] = useState(() => opened(dialog, 0))
  useEffect(() => {
    const timer = setTimeout(() => setKept((before) => ({ ...before, isReady: true })), unreadMs)
    return () => clearTimeout(timer)
  }, [])
  const open = { ...kept, shown: dialog }
  useKeys({
    isActive: kept.isReady,
    onText: dialog.field ? (text) => setKept(typedInto(open, text)) : null,
    onKey(name, isSure) {
      const after = pressed(open, name, isSure, place)
      if ('dialog' in after) return setKept(after.dialog)
      onClose()
      after.gives?.()
    },
  })
  return <DialogView dialog={open} {...{ place, origin }} />
}
