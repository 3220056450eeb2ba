// Perl: its syntax, and what is harmless in it.
import { set, type Language } from './language.ts'

export const perl: Language = {
  syntax: {
    comment: /#[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: /[@$]\{([^{}]*)\}/g,
    needsPrefix: false,
    regexes: 'perl',
    name: /[$@%]?#?[A-Za-z_]\w*|[$@][_0-9&!,;./\\]/y,
  },
  names: set(
    'print printf say join split map grep sort keys values push pop shift unshift splice foreach for if elsif else unless while until my our local use strict warnings utf8 feature length substr index rindex sprintf lc uc lcfirst ucfirst reverse defined exists delete scalar sub return and or not eq ne lt gt le ge cmp x last next redo wantarray abs int sqrt hex oct ord chr localtime gmtime time chomp chop sum max min first List Util POSIX floor ceil BEGIN END STDIN STDOUT STDERR Dumper Data each qw undef die warn rand srand sin cos exp log atan2 pack unpack JSON PP Time Piece MIME Base64 Encode s m y tr q qq',
  ),
  dangerous: set(
    'system exec open eval do require unlink rename rmdir mkdir chmod chown symlink link truncate utime syscall kill fork socket connect bind listen accept sysopen opendir glob qx readpipe dbmopen chroot chdir setpgrp',
  ),
  members: set('new'),
  strangeMembers: /^__/,
  readers: /^(?:never)$/,
  runners: /^(?:system|exec)$/,
  environment: /^[%$]ENV$/,
  bindings: [/([$@%]#?\w+)/g, /\bsub\s+(\w+)/g, /(\w+)\s*=>/g, /\{(\w+)\}/g, /^(\w+):/g],
  changers: { unlink: 'delete', rmdir: 'delete' },
  modules: {},
  strange: /`|<\s*[^\s<>\w$=]|<\*|\bqx\b|\bq[qw]?\s*[^\w\s,;)=]|->|&\$|&\{|\*\{|\$\{\^|\bdo\b|\(\?\??\{/,
}
