// The English words of the pages around a run: menu, welcome, earlier loops, settings; and of what is said on leaving.
import type { MenuWay } from '../../pages/menu-way.ts'
import type { StartWish } from '../../app/session-ports.ts'
import { lines, type Texts } from '../texts.ts'

const ways: Texts<MenuWay> = {
  live: 'Look at the current loop',
  checkpoint: 'Make a checkpoint',
  rollBack: 'Roll back',
  loops: 'Look at an earlier run',
  settings: 'Settings',
  demo: 'Demo',
  leave: 'Leave',
}

const details: Texts<MenuWay | 'job' | 'loop' | 'cleanrun' | 'test'> = {
  job: 'The next job, until it is done or something ends it.',
  loop: 'Job after job, until job_loop_complete.',
  cleanrun: 'The loop and its files move to logs/archive/, a new loop begins.',
  test: 'One job, then the checks of the runbook.',
  live: 'Steps, decisions, counters and events of the last run.',
  checkpoint: 'A commit with a name, to roll back to.',
  rollBack: 'Choose a checkpoint; what will change is shown first.',
  loops: 'This loop and archived ones, event by event.',
  settings: 'Language and frames of this screen.',
  demo: 'Two minutes without key or network, in a folder of its own.',
  leave: '',
}

const starts: Texts<'job' | 'loop' | 'cleanrun' | 'test'> = {
  job: 'Run one job',
  loop: 'Run the loop',
  cleanrun: 'Clean run',
  test: 'Test',
}

export const pageWords = {
  menu: {
    ways,
    details,
    start: ({ mode, until }: StartWish) => (mode === 'run' ? starts[until] : starts[mode]),
    cleanText: lines('The loop and its files move to logs/archive/. Nothing is deleted. A new loop begins.'),
    willRun: 'Models are called and commands run, within the limits that are set.',
    hints: 'enter choose   j k move   esc back   q leave',
  },
  welcome: {
    text: lines('There is no project here: no config/config_v0_3.json in this folder or above it.'),
    ways: {
      init: 'Make a project in this folder',
      demo: 'Demo',
      last: 'Open the last project',
      settings: 'Settings',
      leave: 'Leave',
    },
    details: {
      init: 'Writes config/, workspace/, logs/ and .gitignore; changes nothing that is there.',
      demo: 'Two minutes without key or network, in a folder of its own.',
    },
  },
  loops: {
    title: 'Which loop? The newest first.',
    none: 'No loop has run here yet.',
    current: 'current',
    noEnd: 'its last run has no end',
    hints: 'enter choose   esc back   q leave',
  },
  settings: {
    title: 'Settings',
    text: 'Kept for you in the first file. What a run does stands in the others.',
    changes: 'enter changes it',
    labels: { language: 'Language', frame: 'Frames' },
    values: {
      auto: 'automatic',
      lines: 'lines',
      ascii: 'ASCII',
    },
  },
  far: {
    queued: () => 'no host has it yet',
    lost: () => 'its host was lost; the next free one goes on with it',
    parked: () => 'no host has it while it asks; your answer queues it before all others',
    silent: (time: string) => `the queue does not answer; this is as of ${time}`,
  },
  farewell: {
    goesOnAfar: (loop: string) => `it goes on without you: ${loop}; look again with 'tos attach'`,
    goesOn: (pid: number) => `the run goes on (pid ${pid}); look again with 'tos-tui', end it with 'tos stop'`,
    ended: (reason: string, exitCode: number) => `ended: ${reason} (exit code ${exitCode})`,
  },
}
