// Variables that make other programs run code or be found elsewhere.
import type { Action } from '../action.ts'
import { concat, knownStart, literal, type Value } from '../value.ts'
import { doubt } from './analysis.ts'
import { placeVariable } from './git-code.ts'

const dangerous =
  /^(?:LD_|DYLD_|BASH_ENV$|ENV$|PROMPT_COMMAND$|PATH$|GIT_|PYTHON|PERL5|RUBY|NODE_|LUA_|JAVA_|IFS$|SHELLOPTS$|BASHOPTS$|PS4$|.*PAGER$|.*EDITOR$|VISUAL$|GCONV_PATH$|LESSOPEN$|LESSCLOSE$|MAKEFLAGS$|TAR_OPTIONS$|RSYNC_|SSH_ASKPASS$|npm_|MANPAGER$|BROWSER$)/

const benign =
  /^(?:GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|GIT_(?:TERMINAL_PROMPT|OPTIONAL_LOCKS|MERGE_AUTOEDIT)|GIT_PAGER=cat|PYTHON(?:UNBUFFERED|DONTWRITEBYTECODE|IOENCODING|HASHSEED|UTF8|WARNINGS)|NODE_ENV|NODE_NO_WARNINGS|.*PAGER=(?:cat|less|more)?$|RUBYOPT=-w)/

/** `NAME=value` before a command or in an `env`: some names make other programs run code or be found elsewhere. */
export function assignmentActions(assignment: Value): Action[] {
  const start = knownStart(assignment)
  const name = start.slice(0, start.indexOf('='))
  if (!dangerous.test(name) || benign.test(start) || benign.test(name)) return []
  const value = literal(assignment)
  // The usual folders of a system are nobody's own.
  if (name === 'PATH' && value !== null && /^PATH=(?:\/(?:usr\/)?(?:local\/)?s?bin:?)+$/.test(value)) return []
  if (name === 'IFS' || (value !== null && value.endsWith('='))) return []
  const placed = placeVariable(name, concat([start.slice(name.length + 1)], assignment.slice(1)))
  if (placed !== null) return [...placed]
  return [doubt('changed-lookup', name)]
}
