// Keys for the terminal: copy, leave lines behind, redraw, suspend.
import type { Act, Acts, Scene } from '../app/scene.ts'
import { outputLines, transcriptLines } from '../panels/step-rows.ts'

/** What the cursor is on, as text. */
function underCursor({ view, lists, snapshot }: Scene): string {
  switch (view.focus) {
    case 'policy':
      return lists.policy.entries[lists.policy.cursor]?.code ?? ''
    case 'checkpoints':
      return lists.checkpoints.entries[lists.checkpoints.cursor]?.id ?? ''
    case 'events': {
      const event = lists.events.entries[lists.events.cursor]
      return event ? JSON.stringify(event) : ''
    }
    case 'jobs': {
      const entry = lists.jobs.entries[lists.jobs.cursor]
      return entry ? String(entry.job) : ''
    }
    case 'run':
      return snapshot.overview.state.run?.ended?.endReason ?? ''
    case 'step':
      return outputLines({ ...snapshot, state: snapshot.overview.state }, Infinity).join('\n')
  }
}

const copy: Act = (scene) => {
  const text = underCursor(scene)
  const { words, say, screen } = scene
  if (text === '') return say(words.copied.nothing)
  say(screen.copy(text) ? words.copied.done : words.copied.tooLong)
}

const transcript: Act = ({ snapshot, words, printLines }) => {
  printLines(transcriptLines({ ...snapshot, state: snapshot.overview.state }, words))
}

export const terminalActs = {
  copy,
  transcript,
  redraw: ({ screen }) => screen.redraw(),
  suspend: ({ screen }) => screen.suspend(),
} satisfies Acts
