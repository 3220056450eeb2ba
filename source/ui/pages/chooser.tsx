// A page to choose from: what is known above, the choices, and a sentence about the one under the cursor.
import { Box, Text } from 'ink'
import SelectInput from 'ink-select-input'
import { useState, type ReactNode } from 'react'
import { choosingAfter, type Choosing } from './choosing.ts'
import { PageDialogView, type PageDialog } from './page-dialog.tsx'
import { useLook } from '../draw/look.ts'
import { blank, fitRow, row, RowText, seg, type Row } from '../draw/row.tsx'
import { useKeys } from '../keys/use-keys.ts'
import { useSize } from '../draw/use-size.ts'
import { fit } from '../draw/width.ts'

export interface Offer<V> {
  readonly value: V
  readonly label: string
  /** What choosing it does, in one sentence. */
  readonly detail: string
}

interface ChooserProps<V> {
  readonly header: Row
  /** What a person should know before choosing. */
  readonly facts: readonly Row[]
  readonly offers: readonly Offer<V>[]
  readonly hints: string
  readonly dialog: PageDialog | null
  readonly onDialog: (dialog: PageDialog | null) => void
  readonly onChoose: (value: V) => void
  readonly onBack: () => void
  readonly onLeave: () => void
}

export function Chooser<V>(props: ChooserProps<V>): ReactNode {
  const { header, facts, offers, hints, dialog, onDialog, onChoose, onBack, onLeave } = props
  const { columns, rows } = useSize()
  const { words } = useLook()
  const [model, setModel] = useState<Choosing>({ chosen: 0 })
  const { chosen } = model
  const body = Math.max(1, rows - 4)
  const told = rows >= 15 ? [blank, ...facts, blank] : []
  const limit = Math.max(1, body - told.length - 2)
  const hidden = offers.length > limit ? words.dialog.scrolled(chosen + 1, offers.length) : ''
  const detail = offers[chosen]?.detail ?? ''
  useKeys({
    isActive: dialog === null,
    onText: null,
    onKey(name, isSure) {
      const [next, command] = choosingAfter(model, name, isSure, { count: offers.length, page: limit })
      setModel(next)
      if (command?.type === 'leave') onLeave()
      if (command?.type === 'back') onBack()
      const offer = command?.type === 'choose' ? offers[command.index] : undefined
      if (offer) onChoose(offer.value)
    },
  })
  return (
    <Box flexDirection="column">
      <RowText content={fitRow(header, columns)} />
      {dialog ? (
        <PageDialogView
          key={dialog.title}
          dialog={dialog}
          place={{ width: columns, height: body + 1 }}
          origin={{ x: 0, y: 1 }}
          onClose={() => onDialog(null)}
        />
      ) : (
        <>
          {told.map((content, i) => (
            <RowText key={i} content={fitRow(content, columns)} />
          ))}
          <SelectInput
            key={chosen}
            items={offers.map(({ label }, i) => ({ key: String(i), label: fit(`${label} `, columns - 3), value: i }))}
            limit={limit}
            initialIndex={Math.min(chosen, offers.length - 1)}
            // It draws the choices and keeps the chosen one in sight; its keys would choose by digits.
            isFocused={false}
            indicatorComponent={Indicator}
            itemComponent={Item}
          />
          <RowText content={fitRow(hidden === '' ? blank : row(seg(`   ${hidden}`, 'dim')), columns)} />
          <RowText content={fitRow(row(seg(`   ${detail}`, 'dim')), columns)} />
          <RowText content={fitRow(row(seg(` ${hints}`, 'dim')), columns)} />
        </>
      )}
    </Box>
  )
}

const Indicator = ({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode => (
  <Text>{isSelected ? ' > ' : '   '}</Text>
)

const Item = ({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode => (
  <RowText content={row(seg(label.trimEnd(), isSelected ? 'inverse' : 'plain'))} />
)
