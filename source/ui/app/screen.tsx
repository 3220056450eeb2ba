// Everything on the screen of a run, as a function of the model: lays out header, panels, status and hints.
import { Box } from 'ink'
import { Fragment, type ReactNode } from 'react'
import { DialogView } from '../dialogs/dialog-view.tsx'
import type { Place } from '../draw/place.ts'
import { fitRow, row, RowText, seg, type Row } from '../draw/row.tsx'
import { knownOperands } from '../keys/enter-line.ts'
import { situationOf } from '../keys/keys.ts'
import { openQuestion } from '../panels/question-rows.ts'
import { panelOf, panelOrder, panels, type PanelName } from '../panels/table.ts'
import { awayLeft } from './away.ts'
import { CommandLine, lineHints } from './command-line.tsx'
import { factRows, headerRow, hintsRow, spokenHeaderRows, stateSegments, tabsRow, type Standing } from './header.ts'
import { statusRowOf, stepPlace, type ScreenLayout } from './layout.ts'
import type { Model } from './model.ts'
import { dialogPlace, factsOf, layoutOf, momentOf } from './seen.ts'
import { statusRow, type SaidNow } from './status-row.ts'

export interface ScreenProps {
  readonly model: Model
  readonly standing: Standing
}

export function Screen({ model, standing }: ScreenProps): ReactNode {
  const { words, columns, rows, line, dialog, setting } = model
  const layout = layoutOf(model)
  const snapshot = momentOf(model)
  if (layout.kind === 'word') return <RowText content={fitRow(row(...stateSegments(snapshot, words)), columns)} />
  if (layout.kind === 'facts')
    return (
      <Box flexDirection="column">
        {factRows(snapshot, words, columns, layout.rows).map((content, i) => (
          <RowText key={i} content={content} />
        ))}
      </Box>
    )
  const above = setting.isSpoken
    ? spokenHeaderRows(snapshot, words)
    : [
        headerRow(snapshot, words, columns, standing),
        ...(layout.kind === 'single' && layout.hasTabs ? [tabs(model)] : []),
      ]
  return (
    <Box flexDirection="column">
      {above.map((content, i) => (
        <RowText key={i} content={content} />
      ))}
      <Panels {...{ model, layout }} top={above.length} />
      {line ? (
        <CommandLine {...{ line, columns }} y={statusRowOf(rows)} />
      ) : (
        <RowText content={fitRow(status(model), columns)} />
      )}
      {setting.isSpoken && !line ? null : (
        <RowText content={dialog ? fitRow(row(seg(` ${words.dialog.keys}`, 'dim')), columns) : hints(model)} />
      )}
    </Box>
  )
}

interface PanelsProps {
  readonly model: Model
  readonly layout: Extract<ScreenLayout, { kind: 'wide' | 'single' }>
  /** Rows above them. */
  readonly top: number
}

/** A dialog takes the place of the step, or of the one panel there is. */
function Panels({ model, layout, top }: PanelsProps): ReactNode {
  const { dialog, view } = model
  const main = (name: PanelName, place: Place, x: number): ReactNode =>
    dialog ? <DialogView {...{ dialog, place }} origin={{ x, y: top }} /> : <PanelIn {...{ model, name, place }} />
  const whole = dialog?.shown.isWide ? dialogPlace(model) : null
  if (whole) return main(view.focus, whole, 0)
  if (layout.kind === 'single') return main(view.focus, layout.panel, 0)
  const { places, left } = layout
  const right = panels.filter(({ place }) => place !== 'left')
  return (
    <Box>
      <Box flexDirection="column">
        {left.map((name) => (
          <PanelIn key={name} {...{ model, name }} place={places[name]} />
        ))}
      </Box>
      <Box flexDirection="column">
        {right.map(({ name, place }) =>
          place === 'main' ? (
            <Fragment key={name}>{main(name, places[name], places.run.width)}</Fragment>
          ) : (
            <PanelIn key={name} {...{ model, name }} place={places[name]} />
          ),
        )}
      </Box>
    </Box>
  )
}

function PanelIn({ model, name, place }: { model: Model; name: PanelName; place: Place }): ReactNode {
  const { View } = panelOf(name)
  return <View facts={factsOf(model, name)} place={place} isFocused={model.view.focus === name && !model.dialog} />
}

function tabs(model: Model): Row {
  const { words, columns, view, past } = model
  const counts = Object.fromEntries(
    panelOrder.map((name) => [name, panelOf(name).count?.(factsOf(model, name)) ?? '']),
  ) as Record<PanelName, string>
  const live = momentOf(model).isRunning ? words.header.live : ''
  const badge = past ? words.header.past(past.seq, past.length) : live
  return tabsRow({ focus: view.focus, counts, badge }, words, columns)
}

function status(model: Model): Row {
  const { said, reading, words, columns, setting, away, view } = model
  const snapshot = momentOf(model)
  const question = openQuestion(model.present.overview.state)
  const told: SaidNow | null = said && { ...said, isFresh: said.about === question }
  const isRead: SaidNow | null = reading && { text: words.checkpoints.reading(reading.reading.title), tone: 'dim' }
  return statusRow(
    {
      snapshot,
      said: told ?? isRead,
      away: away && { ...away, left: awayLeft(away, snapshot).length },
      isReadOnly: setting.isReadOnly,
      isAskedElsewhere:
        openQuestion(snapshot.overview.state) !== null && stepPlace(layoutOf(model), view.focus) === null,
    },
    words,
    columns,
  )
}

function hints(model: Model): Row {
  const { line, words, columns, present } = model
  return line
    ? lineHints(line, knownOperands(model), words, columns)
    : hintsRow(situationOf(model), words, columns, present)
}
