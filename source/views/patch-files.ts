// A patch as git writes it, file by file: what became of each, and its own lines.

export interface PatchedFile {
  /** From the top of the repository. */
  readonly path: string
  readonly change: 'created' | 'changed' | 'deleted'
  /** Lines that came and went; null where git compares no lines. */
  readonly added: number | null
  readonly removed: number | null
  readonly lines: readonly string[]
}

/** In the order of the patch. What stands before the first file, a table of them, is left out. */
export function patchFiles(lines: readonly string[]): PatchedFile[] {
  const starts = lines.flatMap((line, i) => (line.startsWith('diff --git ') ? [i] : []))
  return starts.map((start, i) => fileOf(lines.slice(start, starts[i + 1])))
}

function fileOf(lines: readonly string[]): PatchedFile {
  const [head = ''] = lines
  const firstHunk = lines.findIndex((line) => line.startsWith('@@'))
  const above = firstHunk < 0 ? lines : lines.slice(0, firstHunk)
  const hunks = firstHunk < 0 ? [] : lines.slice(firstHunk)
  const isBinary = above.some((line) => line.startsWith('Binary files '))
  const count = (sign: string): number | null =>
    isBinary ? null : hunks.filter((line) => line.startsWith(sign)).length
  const change = above.some((line) => line.startsWith('new file '))
    ? 'created'
    : above.some((line) => line.startsWith('deleted file '))
      ? 'deleted'
      : 'changed'
  return { path: pathIn(head), change, added: count('+'), removed: count('-'), lines }
}

/** `diff --git a/X b/X`: without renames both halves name the same, quoted where it holds what git quotes. */
function pathIn(head: string): string {
  const names = head.slice('diff --git '.length)
  const first = names.slice(0, Math.floor(names.length / 2))
  return first.startsWith('"') ? unquoted(first.slice(1, -1)).slice(2) : first.slice(2)
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }

/** C's way of quoting, with bytes in octal. */
function unquoted(text: string): string {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    if (text[i] !== '\\') {
      bytes.push(...Buffer.from(String.fromCodePoint(code)))
      if (code > 0xff_ff) i += 1
      continue
    }
    const octal = /^[0-7]{3}/.exec(text.slice(i + 1))?.[0]
    const next = text[i + 1] ?? ''
    bytes.push(octal === undefined ? (escapes[next] ?? next.charCodeAt(0)) : Number.parseInt(octal, 8))
    i += octal === undefined ? 1 : 3
  }
  return Buffer.from(bytes).toString('utf8')
}
