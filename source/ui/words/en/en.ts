// The English catalogue. Its shape is the shape of every other one.
import type { Brief } from '../../../views/brief.ts'
import { describeEvent } from '../../../views/describe.ts'
import { englishNight } from '../../../views/night-words.ts'
import type { Failure } from '../../../core/failure.ts'
import { inEnglish } from '../../../views/plain-words.ts'
import { actions, hints, keyNames, why } from './keys.ts'
import { dialogWords } from './dialogs.ts'
import { fleetWords } from './fleet.ts'
import { pageWords } from './pages.ts'
import { panelWords } from './panels.ts'

export const en = {
  describe: (event: Brief): string => inEnglish(describeEvent(event)),
  /** Sentences of the runbook in the language of the screen. */
  plain: inEnglish,
  /** A failure as a dialog says it. */
  failure: (failure: Failure): Failure => failure,
  night: englishNight,
  actions,
  hints,
  keyNames,
  why,
  ...panelWords,
  ...dialogWords,
  ...pageWords,
  ...fleetWords,
}

export type Words = typeof en
