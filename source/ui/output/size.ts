// The size of the terminal, told when a resize is over: a window being dragged reports dozens of sizes.
import type { Size } from './writer.ts'

const settleMs = 60
const usual: Size = { columns: 80, rows: 24 }

export interface SizeWatch {
  readonly current: () => Size
  readonly close: () => void
}

/** `onChange` at each report, `onSettled` with the size when none has followed for a while. */
export function watchSize(
  terminal: NodeJS.WriteStream,
  { onChange, onSettled }: { readonly onChange: () => void; readonly onSettled: (size: Size) => void },
): SizeWatch {
  let settling: NodeJS.Timeout | null = null
  const current = (): Size => ({ columns: terminal.columns || usual.columns, rows: terminal.rows || usual.rows })
  const changed = (): void => {
    onChange()
    if (settling) clearTimeout(settling)
    settling = setTimeout(() => onSettled(current()), settleMs)
  }
  terminal.on('resize', changed)
  return {
    current,
    close() {
      terminal.off('resize', changed)
      if (settling) clearTimeout(settling)
    },
  }
}
