// A doubt cannot be forgotten: what the reader of options did not know is told here, whatever the table makes of it.
import { nameSet } from '../among.ts'
import type { Action } from '../model/action.ts'
import { isHole, knownStart, literal, type Value } from '../model/value.ts'
import { doubt, type Analyser, type Analysis } from './analysis.ts'

interface Overheard {
  readonly strange: string[]
  mayHideOption: boolean
  /** Did somebody take the words apart by a grammar? */
  isRead: boolean
}

let current: Overheard | null = null

/** Called by the reader of options, for every grammar that claims to be whole. */
export function overhear(strange: readonly string[], mayHideOption: boolean): void {
  if (current === null) return
  current.isRead = true
  current.strange.push(...strange)
  if (mayHideOption) current.mayHideOption = true
}

/** Programs of which no option at all writes, runs, loads, reaches or reads more than their operands may. */
const tame = nameSet(`
  cat tac head tail nl od hexdump hd strings cut paste join comm fold fmt expand unexpand column cksum sum md5sum sha1sum
  sha224sum sha256sum sha384sum sha512sum b2sum base64 base32 basenc rev cmp colrm tsort look zcat bzcat zdiff zcmp numfmt
  hexyl readelf objdump size lsattr csvcut csvlook dircolors zipinfo vdir stat readlink realpath basename dirname pathchk df
  pgrep pidof pstree free uptime uname arch nproc id whoami groups logname users who w last lastlog tty lscpu lsblk lsmem
  lsusb lsof vmstat iostat mpstat true false sleep usleep yes factor expr cal ncal locale getconf tput clear reset which
  whereis whatis apropos tokei getopt mesg findmnt blkid namei mountpoint pmap fc-list top wc du tr seq echo printf test [
  pwd diff colordiff pr xxd more bc getfacl getcap wdiff getfattr shellcheck ping ping6 dig host nslookup whois traceroute
  grep egrep fgrep zgrep bzgrep xzgrep rgrep ls dir locate ps printenv jq gojq jaq base64url kill getent uniq link sync
  mkdir rmdir rm unlink touch cp mv ln mktemp command type cd kill killall pkill skill systemctl loginctl tracepath mtr
  unset declare csvstat csvjson csvsort csvgrep csvstack in2csv xzcat stty ss netstat ip ifconfig arp route
  base64 dpkg-query apt-cache xdg-open open timeout nice ionice nohup setsid stdbuf env time chown chgrp mkfifo ulimit`)

/** Has it no option at all that needs a look? */
export const isTame = (name: string): boolean => tame.has(name)

/** The analysis of a call, with what its table forgot to doubt. */
export function withDoubts(analyser: Analyser, call: Parameters<Analyser>[0]): Analysis {
  const outer = current
  const heard: Overheard = { strange: [], mayHideOption: false, isRead: false }
  current = heard
  try {
    const analysis = analyser(call)
    const forgotten = tame.has(call.name) || isDoubted(analysis) ? [] : doubts(call, heard)
    return forgotten.length === 0 ? analysis : { ...analysis, actions: [...analysis.actions, ...forgotten] }
  } finally {
    current = outer
  }
}

const isDoubted = ({ actions }: Analysis): boolean => actions.some(({ kind }) => kind === 'unknown')

function doubts({ name, args }: Parameters<Analyser>[0], { strange, mayHideOption, isRead }: Overheard): Action[] {
  const hidden = isRead ? mayHideOption : args.slice(0, endOfOptions(args)).some(mayBeOption)
  return [
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(hidden ? [doubt('unknown-option', `${name}: a word that may be an option`)] : []),
  ]
}

function endOfOptions(args: readonly Value[]): number {
  const at = args.findIndex((arg) => literal(arg) === '--')
  return at < 0 ? args.length : at
}

/** Nothing of it is known, or it begins with a dash and goes on unknown. */
function mayBeOption(word: Value): boolean {
  const [first] = word
  if (isHole(first)) return first.hole === 'any'
  return literal(word) === null && knownStart(word) === '-'
}
