// Commands for when nobody looks: who is told.
import type { CommandRow } from './row.ts'

export const nightRows = {
  notify: {
    about: 'try the commands and webhooks that tell people',
    summary: "Try the commands and webhooks of 'notify' in config/tos.json, which tell people while nobody looks.",
    operands: null,
    verbs: [{ name: 'test', meaning: 'tell every target that this is a test, and say what came of it', operands: [] }],
    options: [],
    examples: [{ call: 'tos notify test', does: 'does a notice arrive?' }],
  },
  watchdog: {
    about: 'tell people what is untold, also of a run that died',
    summary:
      'Tell people what the journal has told since the last look, and of a run that died or stands still. For cron or a systemd timer.',
    operands: [],
    options: [{ name: 'follow', meaning: 'until nobody runs and nothing waits; a run starts it by itself' }],
    examples: [{ call: 'tos watchdog --root /srv/night', does: 'once, every few minutes' }],
    notes: [
      'It runs the commands that stand in config/tos.json, as you: call it for projects you would run.',
      'Exit code 1: a notice was given up after its last attempt.',
    ],
  },
} satisfies Record<string, CommandRow>
