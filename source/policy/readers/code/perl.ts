// Perl: its syntax, and what is harmless in it.
import { among, nameSet } from '../../among.ts'
import { isMark } from './arguments.ts'
import { unclear } from './interpolation.ts'
import { type Language, type Oddities, without } from './language.ts'
import { plainSyntax, type Token } from './tokens.ts'
import { type Found, onEach, onPath } from '../../grammar/analysis.ts'
import type { Read } from '../../grammar/reader.ts'
import { show, unknown, type Value } from '../../model/value.ts'

/** Files that `-i` writes anew: empty where nothing is printed, and with a copy that may lie elsewhere. */
export const edited = ({ has, valueOf }: Read, inputs: readonly Value[], codes: readonly Value[]): Found => [
  onEach(
    has('n') && !codes.some((code) => /p(?:rint|ut|\b)|say|write/.test(show(code))) ? 'truncate' : 'modify',
    inputs,
  ),
  /[*/]/.test(show(valueOf('i') ?? [])) && onPath('overwrite', unknown),
]

/** Names that are words only as a key or a label: `key => 1`, `{key}`. */
const perlOddities: Oddities = (tokens, code, language) => {
  const subs = new Set([...code.matchAll(/\bsub\s+(\w+)/g)].map(([, name]) => name))
  for (const [i, { kind, text }] of tokens.entries()) {
    if (isDereference(tokens, i)) unclear('%$')
    if (kind !== 'name' || /^[$@%]/.test(text) || language.names.has(text) || Object.hasOwn(language.changers, text))
      continue
    const isKey = isMark(tokens[i + 1], '=') && isMark(tokens[i + 2], '>')
    const isSubscript = isMark(tokens[i - 1], '{') && isMark(tokens[i + 1], '}')
    const isLabel = isMark(tokens[i + 1], ':') || /^(?:last|next|redo)$/.test(tokens[i - 1]?.text ?? '')
    if (!isKey && !isSubscript && !isLabel && !subs.has(text)) unclear(text)
  }
  // The code names the files that `<>` reads.
  if (tokens.some(({ text }) => /^[$@%]ARGV$/.test(text)) && /<|-[np]\b/.test(code)) unclear('@ARGV')
}

/** `%$name` is a hash by its name, but after a value the rest of a division. */
function isDereference(tokens: readonly Token[], i: number): boolean {
  const [token, next] = tokens.slice(i, i + 2)
  if (!isMark(token, '%') || !/^[${]/.test(next?.text ?? '')) return false
  const before = tokens[i - 1]
  const isValue = before?.kind === 'name' ? /^[$@]/.test(before.text) : /^[)\]}\d]/.test(before?.text ?? '')
  return !isValue
}

export const perl: Language = {
  ...without,
  syntax: {
    ...plainSyntax,
    comment: /(?<![$@%&])#[^\n]*/y,
    // A variable alone is none; at an end, or before a sign of a pattern, `$` is one itself.
    interpolation: /@[\w{$]|\$(?!\w+(?![\w[{:>-])|[\s)|]|$)/,
    regexes: 'perl',
    // `$main'x` is a name, `$"` too.
    quoteMarks: /^(?:[$@]|[$@%&]?[A-Za-z_]\w*)$/,
    name: /[$@%]?#?[A-Za-z_]\w*|[$@][_0-9&!,;./\\]/y,
  },
  names: nameSet(
    'exit eof break continue fc pos quotemeta getc state tell vec print printf say join split map grep sort keys values push pop shift unshift splice foreach for if elsif else unless while until my our local use strict warnings utf8 feature length substr index rindex sprintf lc uc lcfirst ucfirst reverse defined exists delete scalar sub return and or not eq ne lt gt le ge cmp x last next redo wantarray abs int sqrt hex oct ord chr localtime gmtime time chomp chop sum max min first $/ $, $; $. $! $& $\\ List Util POSIX floor ceil BEGIN END STDIN STDOUT STDERR Dumper Data each qw undef die warn rand srand sin cos exp log atan2 pack unpack JSON PP Time Piece MIME Base64 Encode s m y tr q qq',
  ),
  dangerous: nameSet(
    'system exec open eval do require unlink rename rmdir mkdir chmod chown symlink link truncate utime syscall kill fork socket connect bind listen accept sysopen opendir glob qx readpipe dbmopen dbmclose chroot chdir setpgrp setpriority fcntl ioctl flock fork wait waitpid pipe send recv shutdown socketpair getsockopt setsockopt tie untie tied bless ref dump format write sysread syswrite seek sysseek select binmode fileno read stat lstat alarm umask sleep times prototype reset study local sethostent setnetent setprotoent setservent gethostbyname gethostbyaddr gethostent getnetbyname getnetbyaddr getnetent getprotobyname getprotobynumber getprotoent getservbyname getservbyport getservent getpwnam getpwuid getpwent getgrnam getgrgid getgrent getlogin getppid getpgrp getpriority endhostent endpwent endgrent setpwent setgrent shmget shmctl shmread shmwrite msgget msgctl msgsnd msgrcv semget semctl semop lock evalbytes __SUB__ close closedir readdir readlink rewinddir seekdir telldir getpeername getsockname endnetent endprotoent endservent caller CORE @INC $INC %INC AUTOLOAD DESTROY import',
  ),
  members: nameSet('new'),
  dotJoins: true,
  deletesMany: true,
  runners: /^(?:system|exec)$/,
  environment: /^[%$@]ENV$/,
  bindings: [/([$@%]#?\w+)/g, /\bsub\s+(\w+)/g, /\b(\w+)\s*=>/g, /\{(\w+)\}/g, /^(\w+):/g],
  changers: { unlink: ['delete'], rmdir: ['delete'] },
  strange: among(
    String.raw`
    \x60 <\s*[^\s<>\w$=] <\* <<~?[A-Za-z_"'\\] ^=\w \bqx\b \bq[qw]?\s*[^\w\s,;)=] -> &\$ &\{ \*\{ \$\{\^ \bdo\b
    [@$]\s*\{ [@$]\$ \$#[{$] \$[<>()^] ^[^\S\r\n\u2028\u2029]*#! \*\w+\s*= \*ENV`,
    { before: '', after: '', flags: 'm' },
  ),
  oddities: perlOddities,
  operandReaders: /<|\breadline\b|\beof\b|\bARGV\b/,
}
