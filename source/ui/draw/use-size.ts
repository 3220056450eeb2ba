// The size of the terminal. Ink's own hook draws everything a second time when it is mounted.
import { useStdout } from 'ink'
import { useCallback, useSyncExternalStore } from 'react'
import type { Size } from '../output/writer.ts'

/** What a terminal has that does not say. */
const unsaid: Size = { columns: 80, rows: 24 }

export function useSize(): Size {
  const stdout: NodeJS.WritableStream & Partial<Size> = useStdout().stdout
  const subscribe = useCallback(
    (changed: () => void) => {
      stdout.on('resize', changed)
      return () => stdout.off('resize', changed)
    },
    [stdout],
  )
  const columns = useSyncExternalStore(subscribe, () => stdout.columns || unsaid.columns)
  const rows = useSyncExternalStore(subscribe, () => stdout.rows || unsaid.rows)
  return { columns, rows }
}
