// Settings and variables of git whose value it runs, or that move it to other files.
import type { Action } from '../../model/action.ts'
import { cut, isKnown, knownStart, literal, show, textValue, type Value } from '../../model/value.ts'
import { placeVariable } from '../../grammar/environment.ts'
import { type Analysis, doubt, type Found, nothing, only, onPath, shell } from '../../grammar/analysis.ts'
import { mayLose } from './call.ts'
import { among } from '../../among.ts'

/** Settings whose value git runs, asks or loads code by. */
const runsCode = among(
  String.raw`
    alias\. core\.fsmonitor$ core\.pager$ core\.editor$ core\.sshcommand$ core\.askpass$ core\.hookspath$
    core\.gitproxy$ core\.alternaterefscommand$ pager\. diff\..*(?:command|textconv)$ diff\.external$ difftool\.
    mergetool\. merge\..*\.driver$ filter\. credential\. gpg\. sequence\.editor$ uploadpack\.
    remote\..*\.(?:uploadpack|receivepack|vcs)$ include\. includeif\. protocol\. man\. browser\. web\.browser$
    help\.browser instaweb\. interactive\.difffilter$ trailer\. sendemail\. submodule\..*\.update$
    http\..*(?:sslcert|cookiefile) imap\.tunnel$ init\.templatedir tar\..*\.command guitool\. hook\. lfs\.customtransfer\. svn\.authors`,
  { after: '', flags: 'i' },
)

/** Settings that decide what a call reaches, loses or overwrites. */
const steers = /^(?:remote\.|push\.|branch\.|clean\.|gc\.(?!auto(?:detach)?$)|receive\.|url\.|ssh\.variant)/i

/** Settings that make `pull`, `fetch` or `push` give up refs or commits as an option of theirs would. */
const loses =
  /^(?:pull\.rebase|branch\..*rebase|fetch\.prune(?:tags)?|remote\..*\.(?:prune|prunetags|mirror|push|fetch))$/i

/** Settings that name a file whose lines git shows, in a message at least. */
const readsFile = /^(?:blame\.ignorerevsfile|fsck\.skiplist|(?:fetch|receive)\.fsck\.skiplist|commit\.template)$/i

const benign = among(String.raw`
    (?:) true false cat less more always never user \/dev\/null store cache default simple openssh vi vim nvim nano
    emacs diff3 zdiff3 vimdiff`)

/** A setting that is written into a configuration: later calls run it. */
export function writtenSetting(key: Value, value: Value): Action[] {
  const name = literal(key)
  if (name === null) return [doubt('dynamic-code', `git config ${show(key)}`)]
  // Later calls write and clean there.
  if (/^core\.worktree$/i.test(name)) return [doubt('changed-lookup', `git config ${name}`)]
  const text = literal(value)
  if (!runsCode.test(name) || (text !== null && benign.test(text))) return []
  // An alias of git's own sub-commands runs only when it is called, as a sub-command nobody knows.
  if (/^alias\./i.test(name) && text !== null && !text.startsWith('!')) return []
  return [doubt('dynamic-code', `git config ${name}`)]
}

/** A setting of one call: `-c name=value`. */
export function settingOfCall(setting: Value): Analysis {
  const start = knownStart(setting)
  const at = start.indexOf('=')
  const name = at < 0 ? start : start.slice(0, at)
  if (at < 0 && !isKnown(setting)) return only(doubt('dynamic-code', `git -c ${show(setting)}`))
  const value = at < 0 ? [] : cut(setting, at + 1)
  const text = literal(value)
  if (readsFile.test(name)) return only(onPath('read', value))
  if (loses.test(name)) return text === 'false' ? nothing : only(mayLose(`git -c ${name}`))
  if (!runsCode.test(name) && !steers.test(name)) return nothing
  if (text !== null && benign.test(text) && !/^protocol\./i.test(name)) return nothing
  return only(doubt('dynamic-code', `git -c ${name}`), runsCode.test(name) && codeIn(name, value))
}

/** The value as the shell text it is; aliases are that only behind a `!`. */
function codeIn(name: string, value: Value): Found {
  if (!/^alias\./i.test(name)) return shell(value)
  const text = literal(value)
  return text?.startsWith('!') && shell(textValue(text.slice(1)))
}

const codeVariable = /^GIT_(?:SSH_COMMAND|SSH|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND)$/
const lookupVariable = among(
  String.raw`
    TEMPLATE_DIR EXEC_PATH CONFIG CONFIG_GLOBAL CONFIG_SYSTEM CONFIG_COUNT CONFIG_KEY_.* CONFIG_VALUE_.*
    CONFIG_PARAMETERS ALLOW_PROTOCOL PROXY_SSL.*`,
  { before: '^GIT_' },
)

/** A variable given before a command: what git runs by it, writes because of it or looks up elsewhere. */
export function gitVariable(name: string, value: Value): Analysis {
  const text = literal(value)
  if (codeVariable.test(name)) return only(!/^(?:|cat|less|more|true|:|false)$/.test(text ?? '-') && shell(value))
  if (lookupVariable.test(name)) return only(text !== '/dev/null' && doubt('changed-lookup', name))
  return only(placeVariable(name, value))
}
