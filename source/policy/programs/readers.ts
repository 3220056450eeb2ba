// Programs that only look: at files, at names, at the system.
import type { Spec } from './spec.ts'

const reads = (options = ''): Spec => ({ options, isOpen: true, operands: 'read' })
const looks: Spec = { isOpen: true }
const readsAll = (names: string): Record<string, Spec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, reads()]))
const looksAll = (names: string): Record<string, Spec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, looks]))

export const readers: Readonly<Record<string, Spec>> = {
  ...readsAll(
    'cat tac head tail nl od hexdump hd strings wc cut paste join comm fold fmt expand unexpand column cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum base64 base32 basenc rev cmp colrm tsort ptx look zcat bzcat xzcat zstdcat lz4cat zdiff zcmp xz-cat numfmt jsonlint bat batcat hexyl readelf nm objdump size lsattr pygmentize csvcut csvlook',
  ),
  ...looksAll(
    'vdir stat file readlink realpath basename dirname pathchk du df pgrep pidof pstree free uptime uname arch nproc id whoami groups logname users who w last lastlog tty lscpu lsblk lsmem lspci lsusb lsof vmstat iostat mpstat true false sleep usleep yes factor expr cal ncal locale getconf tput clear reset which whereis whatis apropos man info cloc tokei dircolors getopt mesg findmnt blkid namei mountpoint pmap fc-list',
  ),
  file: { options: '-f:listed -m: -F: -P: -C', isOpen: true, operands: 'read' },
  sort: {
    options:
      '-o/--output:overwrite -T/--temporary-directory: -k/--key: -t/--field-separator: -S/--buffer-size: --compress-program:program --files0-from:listed --parallel: --random-source:read --batch-size: -bdfgiMhnRrVcCmsuz --check? --sort: --reverse --unique --numeric-sort --stable --ignore-case --human-numeric-sort --version-sort --zero-terminated --merge',
    operands: 'read',
  },
  uniq: {
    options:
      '-f: -s: -w: -cdDiuz --count --repeated --unique --ignore-case --all-repeated? --group? --skip-fields: --skip-chars: --check-chars: --zero-terminated',
    first: 'read',
    operands: 'overwrite',
  },
  shuf: {
    options:
      '-o/--output:overwrite -i: -n: -e -r -z --input-range: --head-count: --random-source:read --echo --repeat --zero-terminated',
    operands: 'read',
  },
  tr: looks,
  seq: looks,
  echo: looks,
  printf: looks,
  test: looks,
  '[': looks,
  pwd: looks,
  date: {
    options:
      '-s/--set:data -u -R -I? -d: -r: -f:read --utc --universal --date: --reference: --iso-8601? --rfc-3339: --rfc-email',
    isOpen: true,
    flags: { s: ['privilege'] },
  },
  hostname: { options: '-F/--file:read', isOpen: true, operands: 'metadataOfSystem', flags: { F: ['privilege'] } },

  yq: { options: '-i/--inplace', isOpen: true, first: 'data', operands: 'read', instead: [['i', 'edit']] },
  diff: {
    options:
      '-r/--recursive -U: -C: -x: -X:read -I: -L: --label: --exclude: --exclude-from:read --from-file:read --to-file:read --color? --width:',
    isOpen: true,
    operands: 'read',
    tree: 'r',
  },
  diff3: reads(),
  sdiff: { options: '-o/--output:overwrite', isOpen: true, operands: 'read' },
  colordiff: reads(),
  pr: reads(),
  iconv: { options: '-o/--output:overwrite -f/--from-code: -t/--to-code: -c -l -s', operands: 'read' },
  xxd: {
    options: '-b -c: -E -g: -h -i -l: -n: -o: -p -ps -plain -r -s: -u -a -e',
    first: 'read',
    operands: 'overwrite',
  },
  tree: { options: '-o:overwrite -L: -I: -P: -H: -T: --filelimit: --charset: --fromfile', isOpen: true },
  less: { options: '-o/-O:overwrite -k:code -P: -p: -t: -T:', isOpen: true, operands: 'read' },
  more: reads(),
  bc: { options: '', isOpen: true, operands: 'read' },
  xmllint: {
    options: '--output/-o:overwrite --xpath: --schema:read --dtdvalid: --noout --format --html',
    isOpen: true,
    operands: 'read',
  },
  getfacl: reads(),
  getcap: looks,
  wdiff: reads(),
  getfattr: looks,
  journalctl: {
    options: '--vacuum-size: --vacuum-time: --vacuum-files: --rotate --flush --sync',
    isOpen: true,
    flags: { 'vacuum-size': ['delete'], 'vacuum-time': ['delete'], 'vacuum-files': ['delete'], rotate: ['service'] },
  },
  dmesg: { options: '-C/--clear -c/--read-clear', isOpen: true, flags: { C: ['delete'], c: ['delete'] } },
  shellcheck: reads(),
  hexedit: { operands: 'modify' },
}
