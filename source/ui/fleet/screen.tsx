// The fleet's screen as a function of its model: how much there is, the sections as one list, what is known, and the keys.
import { Box } from 'ink'
import { useCallback, type ReactNode } from 'react'
import { DialogView } from '../dialogs/dialog-view.tsx'
import { fitRow, row, RowText, seg, type Row } from '../draw/row.tsx'
import { fit, widthOf } from '../draw/width.ts'
import { ListPanel } from '../panels/list-panel.tsx'
import type { Words } from '../words/words.ts'
import { factRows, headerRow, hintsRow, statusRow, tabsRow } from './around.ts'
import type { FleetModel } from './model.ts'
import { listOf, listPlace, type ShownItem } from './seen.ts'
import { sections } from './sections/table.ts'

export function FleetScreen({ model }: { readonly model: FleetModel }): ReactNode {
  const { columns, rows, dialog, words, isSpoken, view, snapshot, now } = model
  const place = listPlace(model)
  const rowOf = useCallback(
    ({ item, isFirst }: ShownItem, width: number): Row => {
      const label = labelColumns(words)
      const head = seg(fit(isFirst ? words.fleet.sections[item.section] : '', label), 'dim')
      return [head, ...item.row({ words, now, columns: width - label })]
    },
    [words, now],
  )
  if (!place)
    return (
      <Box flexDirection="column">
        {factRows(model, Math.max(1, rows - 1)).map((content, i) => (
          <RowText key={i} content={fitRow(content, columns)} />
        ))}
      </Box>
    )
  const above = [headerRow(model), tabsRow(model)]
  const list = listOf(model)
  const empty = snapshot.picture ? words.fleet.nothing : words.fleet.reading
  return (
    <Box flexDirection="column">
      {above.map((content, i) => (
        <RowText key={i} content={fitRow(content, columns)} />
      ))}
      {dialog ? (
        <DialogView {...{ dialog, place }} origin={{ x: 0, y: above.length }} />
      ) : (
        <ListPanel
          {...{ list, place, rowOf, empty }}
          filter={view.filter}
          isTyping={view.isTyping}
          isFocused
          title={words.fleet.title}
          note={[
            words.fleet.sorted[view.order],
            `${list.ids.length === 0 ? 0 : list.cursor + 1}/${list.ids.length}`,
          ].join('  ')}
        />
      )}
      <RowText content={fitRow(statusRow(model), columns)} />
      {isSpoken ? null : (
        <RowText content={dialog ? fitRow(row(seg(` ${words.dialog.keys}`, 'dim')), columns) : hintsRow(model)} />
      )}
    </Box>
  )
}

/** Columns of the names of sections, with the space behind them. */
const labelColumns = (words: Words): number =>
  1 + Math.max(...sections.map(({ name }) => widthOf(words.fleet.sections[name])))
