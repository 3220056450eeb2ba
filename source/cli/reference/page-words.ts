// What the written pages say around the tables, in English; and the shape that another language has to fill.
import type { Language } from '../../ui/words/languages.ts'
import type { OptionRow } from '../table/row.ts'
import { optionMeaning } from './help.ts'

export interface PageWords {
  readonly language: Language
  /** The link to the same page in the other language, `NAME.md` below it. */
  readonly other: (file: string) => string
  /** A sentence of the table of commands. */
  readonly say: (sentence: string) => string
  readonly meaning: (option: OptionRow) => string
  readonly cli: {
    readonly title: string
    readonly intro: string
    readonly does: string
    readonly is: string
    readonly means: string
    readonly everyOption: string
    readonly exitCode: string
    readonly variable: string
    readonly command: string
    readonly argument: string
    readonly option: string
    readonly example: string
  }
  readonly keys: {
    readonly title: string
    readonly intro: string
    readonly key: string
    readonly command: string
    readonly does: string
    readonly behindColon: string
  }
}

export const englishPages: PageWords = {
  language: 'en',
  other: (file) => `[日本語](ja/${file})`,
  say: (sentence) => sentence,
  meaning: optionMeaning,
  cli: {
    title: 'The command line',
    intro: `Written from the table that the parser, \`--help\`, the completion (\`tos completion\`) and \`man/tos.1\` are made of
(\`npm run reference\`). \`tos-tui\` and \`tos\` are the same program; installed for once, write \`npx tos-tui\` for either.

With \`--json\` a failure is data too, on standard output: \`{"v":1,"error":{"what":…,"which":…,"remedy":…,"exitCode":…}}\`
(\`config/schema/error.v1.json\`). Answers are published too (\`answers.v1.json\`), events as the journal has them (\`events.v1.json\`).
Keys are camelCase, as the library has them; status, runs and the runbook's files have its snake_case.`,
    does: 'what it does',
    is: 'what it is',
    means: 'what it means',
    everyOption: 'option of every command',
    exitCode: 'exit code',
    variable: 'variable of the environment',
    command: 'command',
    argument: 'argument',
    option: 'option',
    example: 'example',
  },
  keys: {
    title: 'Keys',
    intro: `Written from the tables that the screen itself uses (\`npm run reference\`). \`?\` shows them on the screen, \`tos keys\` prints
them. What the screen shows: [screen.md](screen.md).`,
    key: 'key',
    command: 'command',
    does: 'does',
    behindColon:
      'They do what the keys do, with the same dialogs; `tab` completes names, checkpoints, limits and jobs.',
  },
}
