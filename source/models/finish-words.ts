// Why an answer ended, in the words of many servers.

export type Ending = 'whole' | 'limit' | 'refused' | 'tool' | 'broken off' | 'unknown'

/** The first that fits counts; compared in lower case with one kind of joint. */
const meanings: readonly (readonly [RegExp, Ending])[] = [
  // Before the others: one service names a call that went wrong after its filter for calls.
  [/tool|function|pause_turn/, 'tool'],
  [/length|max|limit|context_window|truncat|budget|too_long/, 'limit'],
  [
    /filter|safety|refus|recitation|blocklist|prohibited|spii|sensitive|toxic|guardrail|moderat|violat|polic|block|language/,
    'refused',
  ],
  [/err|abort|cancel|interrupt|insufficient|network|overload|timeout|timed_out|fail|other/, 'broken off'],
  [
    /^(?:finish_reason_)?(?:stop|stopped|end|ended|eos|eot|complete|completed|finish|finished|done|success|normal|natural|ok|<\/s>|<\|.*\|>)(?:_|$)|_stop$|end_of|stop_sequence/,
    'whole',
  ],
  [/^<\|.*\|>$|^<\/s>$/, 'whole'],
]

/** Words that say nothing: the answer goes on. */
const nothing = new Set([
  '',
  'null',
  'none',
  'undefined',
  'unspecified',
  'finish_reason_unspecified',
  'not_finished',
  'unfinished',
])

/** A finish reason as it was sent, bare or within an object, or null where it says nothing. */
export function finishWord(sent: unknown): string | null {
  const word = typeof sent === 'object' && sent !== null && 'type' in sent ? sent.type : sent
  return typeof word !== 'string' || nothing.has(word.trim().toLowerCase()) ? null : word
}

/** A text that a server may send as anything else. */
export const textIn = (sent: unknown): string => (typeof sent === 'string' ? sent : '')

export function endingOf(word: string): Ending {
  const plain = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_')
  return meanings.find(([pattern]) => pattern.test(plain))?.[1] ?? 'unknown'
}
