// A thought is never an answer: reasoning is cut off before anything is looked for.
import { scan } from './objects.ts'

/** What remains of a reply; `openThought`: the mark of a thought that never ends, so that nothing is an answer. */
export interface Spoken {
  readonly text: string
  readonly openThought: string | null
}

const words =
  'think|thinking|antthinking|thoughts?|thought_process|reason|reasoning|reflection|reflect|analysis|scratch_?pad|' +
  'rationale|monologue|inner_monologue|(?:inner|internal)_thoughts?|chain_of_thought|deliberation|cot|[a-z]{2,12}_think'
/** Tags are named more freely: `thought-process`, `reasoning_content`, `internal_reasoning`. */
const names =
  `${words}|思考(?:過程|过程)?|推論|推理(?:过程)?|internal|brainstorm(?:ing)?|musings?|` +
  '(?:[a-z]{2,12}[_-]){0,2}(?:think|thinking|thoughts?|reasoning|reflection|monologue)(?:[_-][a-z]{2,12}){0,2}'
const fence = '(?:```|~~~)'

interface Mark {
  readonly opens: string
  readonly closes: string
  /** The closing mark means something else where no such thought is open. */
  readonly isCommon?: true
}
/** How models, chat templates and gateways mark a thought. */
const marks: readonly Mark[] = [
  {
    opens: String.raw`(?:<|&lt;|\\u003c)(?:\w{1,20}:)?(?:${names})(?:\s[^<>{}]{0,200})?(?<!/)(?:>|&gt;|\\u003e)`,
    closes: String.raw`(?:<|&lt;|\\u003c)\s?\\?/\s?(?:\w{1,20}:)?(?:${names})\s?(?:>|&gt;|\\u003e)`,
  },
  {
    opens: String.raw`<\|(?:(?:begin|start)_(?:of_)?)?(?:${words})(?:_(?:begin|start))?\|>`,
    closes: String.raw`<\|(?:(?:/|(?:end|stop)_(?:of_)?)(?:${words})|(?:${words})_(?:end|stop)|content)\|>`,
  },
  { opens: String.raw`\[THINK\]`, closes: String.raw`\[/THINK\]` },
  { opens: String.raw`◁(?:${words})▷`, closes: String.raw`◁/(?:${words})▷` },
  { opens: String.raw`<\|inner_prefix\|>`, closes: String.raw`<\|inner_suffix\|>` },
  { opens: String.raw`<\|channel>\s?thought`, closes: String.raw`<channel\|>` },
  { opens: '<unused94>', closes: '<unused95>' },
  { opens: String.raw`(?<=^\s{0,80})Thinking\.\.\.[ \t]*(?=\r?\n)`, closes: String.raw`(?<=\n)\.\.\.done thinking\.` },
  {
    opens: String.raw`(?<=^\s{0,80})Here are my reasoning steps:`,
    closes: String.raw`\[BEGIN FINAL RESPONSE\]`,
  },
  {
    opens: String.raw`(?<=^\s{0,80})Here(?:'s| is) my thought process:`,
    closes: String.raw`Here(?:'s| is) my response:`,
  },
  {
    opens: String.raw`<details\b[^<>]{0,200}\btype="reasoning"[^<>]{0,200}>`,
    closes: '</details>',
    isCommon: true,
  },
  {
    opens: String.raw`(?<=(?:^|\n)[ \t]{0,3})${fence}[ \t]*(?:${words})[ \t]*\r?\n`,
    closes: String.raw`(?<=\n[ \t]{0,3})${fence}[ \t]*(?=\r?\n|$)`,
    isCommon: true,
  },
]
const anyMark = new RegExp(
  marks.flatMap(({ opens, closes }, i) => [`(?<o${i}>${opens})`, `(?<c${i}>${closes})`]).join('|'),
  'giu',
)

export function withoutThoughts(text: string): Spoken {
  const said = finalChannel(text)
  return said.openThought === null ? cutMarked(said.text) : said
}

/** Blocks may be nested, and the first may have been opened by the chat template, where nobody sees it. */
function cutMarked(text: string): Spoken {
  const open: { readonly mark: Mark; readonly text: string }[] = []
  let kept = ''
  let from = 0
  for (const found of outsideObjects(text, anyMark)) {
    const { mark, opens } = markOf(found.groups ?? {})
    const isOpen = open.some((one) => one.mark === mark)
    if (!mark || (!opens && mark.isCommon && !isOpen)) continue
    if (open.length === 0) kept = opens ? joined(kept + text.slice(from, found.index)) : ''
    if (opens) open.push({ mark, text: found[0].trim() })
    else open.length = isOpen ? open.findLastIndex((one) => one.mark === mark) : Math.max(0, open.length - 1)
    from = found.index + found[0].length
  }
  const [first] = open
  return first ? { text: kept, openThought: first.text } : { text: kept + text.slice(from), openThought: null }
}

/** What stood on either side of a thought does not grow together. */
const joined = (before: string): string => (before.trim() === '' ? '' : `${before}\n…\n`)

function markOf(groups: Record<string, string | undefined>): { mark: Mark | undefined; opens: boolean } {
  const index = marks.findIndex((_, i) => groups[`o${i}`] !== undefined || groups[`c${i}`] !== undefined)
  return { mark: marks[index], opens: groups[`o${index}`] !== undefined }
}

/** What stands in the strings of an object is no mark: an answer may speak of them. */
function outsideObjects(text: string, pattern: RegExp): RegExpExecArray[] {
  // Some vocabularies spell their marks with these.
  const plain = text.replaceAll('｜', '|').replaceAll('▁', '_')
  const matches = [...plain.matchAll(pattern)]
  if (matches.length === 0) return matches
  const { found } = scan(text)
  let next = 0
  return matches.filter(({ index }) => {
    while (next < found.length && (found[next]?.end ?? 0) <= index) next++
    return index < (found[next]?.start ?? Infinity)
  })
}

const channel = /<\|channel\|>\s*(\w+)[^<{]*(?:<\|constrain\|>[^<{]*)?(?:<\|message\|>)?/giu
const messageEnd = /<\|(?:end|return|call|start|channel)\|>/giu

/** Open-weights models speak in channels; only what is said in the final one is said. */
function finalChannel(text: string): Spoken {
  const channels = outsideObjects(text, channel)
  if (channels.length === 0) return finalWord(text)
  const ends = outsideObjects(text, messageEnd)
  const spoken = channels
    .filter(([, name]) => name?.toLowerCase() === 'final')
    .map((found) => {
      const from = found.index + found[0].length
      return text.slice(from, ends.find(({ index }) => index >= from)?.index)
    })
  if (spoken.length > 0) return { text: spoken.join('\n'), openThought: null }
  const last = channels.at(-1)
  // One server leaves the marks of its thoughts, and takes away those of what is said.
  const end = last?.[1]?.toLowerCase() === 'analysis' ? ends.find(({ index }) => index > last.index) : undefined
  const behind = end?.[0].toLowerCase() === '<|end|>' ? text.slice(end.index + end[0].length) : ''
  return /^\s*(?:<\||$)/u.test(behind)
    ? { text: '', openThought: last?.[0].trim() ?? '' }
    : { text: behind, openThought: null }
}

/** The same with the marks lost on the way: "analysisWe need … assistantfinal{". */
function finalWord(text: string): Spoken {
  const [, rest] = /^\s*(?:analysis|commentary)(\S[^]*)$/u.exec(text) ?? []
  if (rest === undefined) return { text, openThought: null }
  const at = rest.lastIndexOf('assistantfinal')
  if (at >= 0) return { text: rest.slice(at + 'assistantfinal'.length), openThought: null }
  return /^[A-Z"'{]/u.test(rest) ? { text: '', openThought: 'analysis' } : { text, openThought: null }
}
