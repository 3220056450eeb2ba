// The English catalogue. Its shape is the shape of every other one.
import { describeEvent } from '../../views/describe.ts'
import { actions, hints, keyNames, why } from './en-keys.ts'
import { dialogWords } from './en-dialogs.ts'
import { pageWords } from './en-pages.ts'
import { panelWords } from './en-panels.ts'

export const en = {
  describe: describeEvent,
  actions,
  hints,
  keyNames,
  why,
  ...panelWords,
  ...dialogWords,
  ...pageWords,
}

export type Words = typeof en
