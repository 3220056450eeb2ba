// The Japanese catalogue.
import { describeEventInJapanese } from './describe.ts'
import { japaneseNight } from './night.ts'
import type { Words } from '../en/en.ts'
import { keyNames } from '../en/keys.ts'
import { dialogWords } from './dialogs.ts'
import { failureInJapanese } from './failures.ts'
import { actions, hints, why } from './keys.ts'
import { fleetWords } from './fleet.ts'
import { pageWords } from './pages.ts'
import { panelWords } from './panels.ts'
import { plainInJapanese } from './plain.ts'

export const ja: Words = {
  describe: describeEventInJapanese,
  plain: plainInJapanese,
  failure: failureInJapanese,
  night: japaneseNight,
  actions,
  hints,
  keyNames,
  why,
  ...panelWords,
  ...dialogWords,
  ...pageWords,
  ...fleetWords,
}
