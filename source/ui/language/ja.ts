// The Japanese catalogue.
import { describeEventInJapanese } from '../../views/describe-ja.ts'
import { japaneseNight } from '../../views/night-words-ja.ts'
import type { Words } from './en.ts'
import { keyNames } from './en-keys.ts'
import { dialogWords } from './ja-dialogs.ts'
import { actions, hints, why } from './ja-keys.ts'
import { pageWords } from './ja-pages.ts'
import { panelWords } from './ja-panels.ts'

export const ja: Words = {
  describe: describeEventInJapanese,
  plain: (text) => text,
  night: japaneseNight,
  actions,
  hints,
  keyNames,
  why,
  ...panelWords,
  ...dialogWords,
  ...pageWords,
}
