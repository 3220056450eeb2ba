// Variables that make other programs run code or be found elsewhere.
import type { Action } from '../action.ts'
import { concat, knownStart, literal, type Value } from '../value.ts'
import { doubt } from './analysis.ts'
import { placeVariable } from './git-code.ts'

const dangerous =
  /^(?:LD_|DYLD_|BASH_ENV$|ENV$|PROMPT_COMMAND$|PATH$|GIT_|PYTHON|PERL5|RUBY|NODE_|LUA_|JAVA_|IFS$|SHELLOPTS$|BASHOPTS$|PS4$|.*PAGER$|.*EDITOR$|VISUAL$|GCONV_PATH$|LESSOPEN$|LESSCLOSE$|MAKEFLAGS$|CDPATH$|BASH_(?:CMDS|ALIASES)(?:\[|$)|TAR_OPTIONS$|RSYNC_|SSH_ASKPASS$|npm_|MANPAGER$|BROWSER$)/

/** Where programs look for their start-up files, options or temporary files. */
const settings =
  /^(?:HOME|ZDOTDIR|TMPDIR|TAPE|SHELL|PERLLIB|PHPRC|PHP_INI_SCAN_DIR|XDG_(?:CONFIG|DATA|CACHE|STATE)_(?:HOME|DIRS)|RIPGREP_CONFIG_PATH|BAT_(?:CONFIG_PATH|OPTS)|CURL_HOME|(?:SYSTEM_)?WGETRC|NETRC|LESS|LESSKEY\w*|MANOPT|AWKPATH|AWKLIBPATH|VIMINIT|EXINIT|VIMRUNTIME|MYVIMRC|GNUPGHOME|OPENSSL_(?:CONF|ENGINES|MODULES)|INPUTRC|HISTFILE|UNZIP|UNZIPOPT|ZIP|ZIPOPT|ZIPINFO|GZIP|XZ_OPT|XZ_DEFAULTS|MAGIC|MAGICK_\w+|PARALLEL|GREP_OPTIONS|TREE_\w+|(?:_|JDK_)JAVA_OPTIONS|CLASSPATH)$/

const benign =
  /^(?:GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|GIT_(?:TERMINAL_PROMPT|OPTIONAL_LOCKS|MERGE_AUTOEDIT)|GIT_PAGER=cat|PYTHON(?:UNBUFFERED|DONTWRITEBYTECODE|IOENCODING|HASHSEED|UTF8|WARNINGS)|NODE_ENV|NODE_NO_WARNINGS|.*PAGER=(?:cat|less|more)?$|RUBYOPT=-w$)/

/**
 * `NAME=value` before a command or in an `env`: some names make other programs run code or be found elsewhere.
 * @param isExported - false: other programs do not see it
 */
export function assignmentActions(assignment: Value, isExported = true): Action[] {
  const start = knownStart(assignment)
  const name = start.slice(0, start.indexOf('='))
  if (!(dangerous.test(name) || (isExported && settings.test(name))) || benign.test(start) || benign.test(name))
    return []
  const value = literal(assignment)
  // The usual folders of a system are nobody's own.
  if (name === 'PATH' && value !== null && /^PATH=(?:\/(?:usr\/)?(?:local\/)?s?bin:?)+$/.test(value)) return []
  if (value !== null && /^TMPDIR=\/(?:var\/)?tmp(?:\/[\w-]+)*\/?$/.test(value)) return []
  if (name === 'IFS' || (value !== null && value.endsWith('='))) return []
  const placed = placeVariable(name, concat([start.slice(name.length + 1)], assignment.slice(1)))
  if (placed !== null) return [...placed]
  return [doubt('changed-lookup', name)]
}
