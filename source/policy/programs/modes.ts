// Modes: chmod and mkdir, and what sets a user id.
import type { Action } from '../model/action.ts'
import { knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { act, only, onPath, type Analyser } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { among } from '../among.ts'

/** Set-user-id, set-group-id: a numeric mode with bits above 0777, or an `s` in a symbolic one. */
export function modeActions(mode: Value): Action[] {
  const text = literal(mode)
  if (text === null) return [{ ...act('privilege', 'mode not known'), isUnsure: true }]
  const octal = /^[-+=]?[0-7]+$/.test(text) ? Number.parseInt(text.replace(/^[-+=]/, ''), 8) : 0
  const isSpecial = (octal & 0o6000) !== 0 || text.split(',').some((clause) => /[+=][rwxXstugo]*s/.test(clause))
  return isSpecial ? [act('privilege', `mode ${text}`)] : []
}

const setUser = among(
  String.raw`
    su sudo sudoedit doas pkexec passwd gpasswd chsh chfn newgrp mount umount fusermount3? ping at crontab newuidmap
    newgidmap unix_chkpwd bwrap ntfs-3g Xorg\.wrap [^/*?\u2039]*[*?\u2039][^/]*`,
  { before: String.raw`^\/(?:usr\/)?(?:local\/)?s?bin\/` },
)

/** A copy that keeps the mode of a program with the set-user-id bit has it too, if an administrator makes it. */
export const keptMode = (source: Value): Action[] =>
  setUser.test(show(source)) ? [{ ...act('privilege', `the mode of ${show(source)}`), isUnsure: true }] : []

export const changeMode: Analyser = ({ args }) => {
  const options: string[] = []
  const rest: Value[] = []
  let isDone = false
  for (const word of args) {
    const text = literal(word) ?? knownStart(word)
    if (!isDone && text === '--') isDone = true
    else if (!isDone && /^(?:-[Rcfv]+|--.*)$/.test(text)) options.push(text)
    else rest.push(word)
  }
  const isTree = options.some((option) => /^(?:-\w*R|--rec)/.test(option))
  const isReference = options.some((option) => option.startsWith('--ref'))
  const [mode = [], ...files] = isReference ? [unknown, ...rest] : rest
  return only(
    modeActions(mode),
    files.map((file) => onPath('metadata', file, isTree)),
  )
}

/** An attribute of the system's own names gives a program capabilities or other owners. */
export const setAttribute = reader(
  '-n/--name: -v/--value: -x/--remove: -h/--no-dereference --restore:read --raw --version --help',
  ({ operands, valuesOf, has }) => {
    const isPlain = [...valuesOf('n'), ...valuesOf('x')].every((name) => knownStart(name).startsWith('user.'))
    return only(
      ...(isPlain && !has('restore') ? [] : [act('privilege', 'setfattr')]),
      ...operands.map((path) => onPath('metadata', path)),
    )
  },
)

export const makeDirectory = reader(
  '-p/--parents -m/--mode: -v/--verbose -Z --context?',
  ({ operands, valueOf }) => {
    const mode = valueOf('m')
    return [mode && modeActions(mode), operands.map((path) => onPath('create', path)), { folders: operands }]
  },
  { isPlain: true },
)
