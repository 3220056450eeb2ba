// What of a repository's own files a command's git may change, and what each of them may hold.

/** Files beside HEAD. */
const plainNames = new Set(
  (
    'ORIG_HEAD FETCH_HEAD MERGE_HEAD MERGE_MODE MERGE_MSG MERGE_RR MERGE_AUTOSTASH CHERRY_PICK_HEAD REVERT_HEAD ' +
    'REBASE_HEAD AUTO_MERGE SQUASH_MSG COMMIT_EDITMSG shallow index packed-refs'
  ).split(' '),
)
const trees = new Set(['refs', 'logs', 'rebase-merge', 'rebase-apply', 'sequencer'])

/** Of these the repository's own state wins without a word. */
export const softNames = new Set(['FETCH_HEAD', 'COMMIT_EDITMSG', 'ORIG_HEAD', 'SQUASH_MSG', 'AUTO_MERGE'])
/** Left over by git itself, and of no use to anybody. */
const passing =
  /(?:^|\/)(?:[^/]+\.lock|gc\.(?:log|pid)|tmp_[^/]*|NOTES_EDITMSG|TAG_EDITMSG|EDIT_DESCRIPTION|BRANCH_DESCRIPTION)$/

export const isPassing = (name: string): boolean => passing.test(name)
export const isState = (name: string): boolean =>
  name === 'HEAD' || plainNames.has(name) || /^sharedindex\.[0-9a-f]{40,64}$/.test(name) || isInTree(name)
/** The folders whose files are state; the first part of a name. */
export const isStateFolder = (name: string): boolean => trees.has(name)

const isInTree = (name: string): boolean => {
  const [first = '', ...rest] = name.split('/')
  if (!isStateFolder(first) || rest.length === 0) return false
  return first === 'refs' ? isRefName(name) : first === 'logs' ? isLogName(rest.join('/')) : rest.every(isPlainPart)
}

const isPlainPart = (part: string): boolean => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)
const isLogName = (name: string): boolean => name === 'HEAD' || isRefName(name)

/** As git checks it; replaced objects are another history for whoever looks, and refs/tos is not a command's. */
function isRefName(name: string): boolean {
  const parts = name.split('/')
  if (parts[0] !== 'refs' || parts.length < 2 || /^refs\/(?:replace|tos)(?:\/|$)/.test(name)) return false
  return parts.every((part) => part !== '' && !/^\.|\.\.|\.lock$|\.$|@\{|[\u0000-\u0020~^:?*[\\\u007f]/.test(part))
}

const hash = '(?:[0-9a-f]{40}|[0-9a-f]{64})'
const refContent = new RegExp(`^(?:${hash}|ref: (refs/[^\\n]+))\\n?$`)
const packedLine = new RegExp(`^(?:#.*|${hash} (\\S+)|\\^${hash}|)$`)

/** Why this content may not stand in this file; null when it may. */
export function contentProblem(name: string, bytes: Buffer): string | null {
  if (name === 'HEAD' || name.startsWith('refs/')) return refProblem(bytes.toString('utf8'))
  if (name === 'packed-refs') return packedProblem(bytes.toString('utf8'))
  if (name === 'shallow') return /^(?:[0-9a-f]{40,64}\n)*$/.test(bytes.toString('latin1')) ? null : 'no list of commits'
  const [folder = '', file = ''] = name.split('/')
  if (!['rebase-merge', 'rebase-apply', 'sequencer'].includes(folder)) return null
  const text = bytes.toString('utf8')
  if (/^(?:git-rebase-todo(?:\.backup)?|done|todo)$/.test(file) && /^[ \t\f\v]*(?:x|exec)\s/m.test(text))
    return 'a program that a later "git rebase --continue" would run'
  if (
    /^strategy(?:_opts)?$/.test(file) &&
    !/^(?:(?:ort|recursive|resolve|ours|theirs|octopus|subtree)?\s*)$/.test(text)
  )
    return 'a merge program of its own'
  return null
}

function refProblem(text: string): string | null {
  const match = refContent.exec(text)
  if (!match) return 'no commit and no name of a branch'
  return match[1] === undefined || isRefName(match[1]) ? null : 'a name that is none'
}

function packedProblem(text: string): string | null {
  for (const line of text.split('\n')) {
    const match = packedLine.exec(line)
    if (!match || (match[1] !== undefined && !isRefName(match[1]))) return `a line that is none: ${line.slice(0, 60)}`
  }
  return null
}
