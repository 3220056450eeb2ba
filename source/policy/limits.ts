// Every bound of what the judge reads, follows and keeps, named once; what lies beyond is a doubt or is not known.

/** Counts and characters, so that judging ends whatever a text says. */
export const limits = {
  /** Characters of a command, and of what a program is known to print. */
  commandText: 65_536,
  /** Characters of one value that a command makes of texts. */
  value: 1_000_000,
  /** Characters of a value in PowerShell, and items of a list there. */
  datumText: 65_536,
  datumItems: 1000,
  /** Characters of a text whose beginnings or ends are tried in turn. */
  cutText: 2000,
  /** Characters of a path; links on the way of one. */
  path: 8192,
  links: 40,
  /** Files that one path may stand for, because of links that a text makes. */
  targets: 8,
  /** Characters of a command that people are shown. */
  shown: 300,

  /** Statements and calls of a command in bash; steps in PowerShell. */
  statements: 10_000,
  steps: 12_000,
  /** Actions that are told. */
  actions: 2500,
  /** Words of one expansion; words of braces; braces that open nothing. */
  words: 20_000,
  braceWords: 256,
  braceTries: 200,
  /** Items of a loop that are walked one by one: in bash, in PowerShell, of its pipes; groups of words of xargs. */
  loopItems: 48,
  unrolled: 24,
  pipedItems: 24,
  groups: 32,
  /** Walks of a body until nothing new comes of it. */
  rounds: 3,
  /** Folders a shell may be in; traps that are run at its end. */
  folders: 6,
  traps: 24,

  /** How deep calls, generated texts, expressions and strings of code nest. */
  calls: 24,
  texts: 40,
  expressions: 6,
  expandedExpressions: 20,
  codeStrings: 4,
  codeBrackets: 8,
  powershellCalls: 40,
  powershellTexts: 30,
  powershellGrammar: 60,
  /** Times a function of PowerShell calls itself. */
  repeats: 2,
} as const

/** Milliseconds: for the text rules by the clock, for all else of the processor. */
export const judgeLimits = { text: 2000, parsed: 250 } as const
