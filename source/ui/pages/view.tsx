// A page to choose from as a function of its model: what is known above, the choices, and a sentence about the one under the cursor.
import { Box, Text } from 'ink'
import SelectInput from 'ink-select-input'
import type { ReactNode } from 'react'
import { DialogView } from '../dialogs/dialog-view.tsx'
import { blank, fitRow, row, RowText, seg } from '../draw/row.tsx'
import { fit } from '../draw/width.ts'
import { layoutOf } from './layout.ts'
import type { PageModel } from './model.ts'
import { pageOf } from './table.ts'

export function PageView({ model }: { readonly model: PageModel }): ReactNode {
  const { columns, dialog, words } = model
  return (
    <Box flexDirection="column">
      <RowText content={fitRow(pageOf(model).header(model), columns)} />
      {dialog ? (
        <>
          <DialogView {...{ dialog }} place={layoutOf(model).dialog} origin={{ x: 0, y: 1 }} />
          <RowText content={fitRow(row(seg(` ${words.dialog.keys}`, 'dim')), columns)} />
        </>
      ) : (
        <Choices {...{ model }} />
      )}
    </Box>
  )
}

function Choices({ model }: { readonly model: PageModel }): ReactNode {
  const { words, columns } = model
  const page = pageOf(model)
  const offers = page.offers(model)
  const { facts, room } = layoutOf(model)
  const chosen = Math.max(0, Math.min(model.chosen, offers.length - 1))
  const hidden = offers.length > room ? `   ${words.dialog.scrolled(chosen + 1, offers.length)}` : ''
  return (
    <>
      {facts.map((content, i) => (
        <RowText key={i} content={fitRow(content, columns)} />
      ))}
      <SelectInput
        key={chosen}
        items={offers.map(({ label }, i) => ({ key: String(i), label: fit(`${label} `, columns - 3), value: i }))}
        limit={room}
        initialIndex={chosen}
        // It draws the choices and keeps the chosen one in sight; its keys would choose by digits.
        isFocused={false}
        indicatorComponent={Indicator}
        itemComponent={Item}
      />
      <RowText content={fitRow(hidden === '' ? blank : row(seg(hidden, 'dim')), columns)} />
      <RowText content={fitRow(row(seg(`   ${offers[chosen]?.detail ?? ''}`, 'dim')), columns)} />
      <RowText content={fitRow(row(seg(` ${page.hints(model)}`, 'dim')), columns)} />
    </>
  )
}

const Indicator = ({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode => (
  <Text>{isSelected ? ' > ' : '   '}</Text>
)

const Item = ({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode => (
  <RowText content={row(seg(label.trimEnd(), isSelected ? 'inverse' : 'plain'))} />
)
