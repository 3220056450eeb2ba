// The table of panels, in the order of their numbers and of Tab. A panel is a file beside this one, its row here and its words.
import { checkpointsPanel } from './checkpoints.tsx'
import { eventsPanel } from './events.tsx'
import { jobsPanel } from './jobs.tsx'
import type { PanelRow } from './panel-row.ts'
import { policyPanel } from './policy.tsx'
import { runPanel } from './run.tsx'
import { stepPanel } from './step.tsx'

const table = [stepPanel, runPanel, jobsPanel, policyPanel, checkpointsPanel, eventsPanel] as const

export type PanelName = (typeof table)[number]['name']
export const panels: readonly PanelRow<PanelName>[] = table
export const panelOrder: readonly PanelName[] = panels.map(({ name }) => name)

const byName = Object.fromEntries(panels.map((panel) => [panel.name, panel])) as Readonly<
  Record<PanelName, PanelRow<PanelName>>
>
export const panelOf = (name: PanelName): PanelRow<PanelName> => byName[name]

/** The same for every panel. */
export const forEachPanel = <V>(value: V): Readonly<Record<PanelName, V>> =>
  Object.fromEntries(panelOrder.map((name) => [name, value])) as Record<PanelName, V>
