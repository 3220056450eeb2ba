// Programs that look: at files, texts, the machine and what it does.
import { alike } from '../../among.ts'
import { act, doubt, lookup, onPath } from '../../grammar/analysis.ts'
import { otherwise, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'
import { concat, fits, hole, knownStart, literal } from '../../model/value.ts'
import { argued, included } from './kinds.ts'

/** Files may be shown; of the options that are not named none needs a look. */
const reads = (about: string, options = '', more: Partial<Row> = {}): Row => ({
  about,
  options,
  isOpen: true,
  operands: 'read',
  ...more,
})

const loopback = /^(?:[46]|tcp|udp|@)*(?:localhost|127\.0\.0\.1)(?::|$)/i

/** None of its options needs a look at all. */
const tame = (about: string): Row => ({ about, isOpen: true, isTame: true })

/** What all programs of csvkit are told with a value. */
const columns =
  '-d/--delimiter: -q/--quotechar: -u/--quoting: -e/--encoding: -p/--escapechar: -z/--maxfieldsize: -K/--skip-lines: -y/--snifflimit: -c/--columns: -C/--not-columns:'

export const lookerRows: Readonly<Record<string, Row>> = {
  ...alike(
    'cat tac head tail nl od hexdump hd strings cut paste join comm fold fmt expand unexpand column base32 base64url basenc rev cmp colrm tsort look zcat bzcat zdiff zcmp numfmt hexyl readelf lsattr dircolors zipinfo colordiff pr more getfacl wdiff shellcheck bc',
    { ...tame('shows files, or what is in them'), operands: 'read' },
  ),
  ...alike('cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum shasum size', {
    ...tame('sums and sizes of files'),
    operands: 'measured',
  }),
  ...alike('csvcut csvlook csvstat csvsort csvformat csvstack csvjson', {
    ...tame('shows tables'),
    options: columns,
    operands: 'read',
  }),
  ...alike(
    'vdir stat readlink realpath basename dirname pathchk df pgrep pidof pstree free uptime uname nproc id whoami groups logname users w lastlog hostid pinky lsipc lslocks lslogins lsns pwdx runlevel tty lscpu lsblk lsmem lsusb vmstat iostat mpstat true false sleep usleep yes factor expr cal ncal locale getconf tput clear reset which whereis whatis apropos tokei getopt mesg namei mountpoint fc-list top tr seq echo printf test [ pwd getcap getfattr sync',
    tame('tells of names, times, the machine or its own words'),
  ),
  csvgrep: reads('searches a table', '-f/--file:read -c/--columns: -m/--match: -r/--regex:', { isTame: true }),
  file: reads(
    'what kind of file it is',
    '-f/--files-from:listed -m/--magic-file:read -F/--separator: -P/--parameter: -C/--compile --mime --mime-type --mime-encoding --brief --no-buffer --keep-going --dereference --no-dereference --uncompress --special-files --extension --list --print0 --preserve-date --no-pad --exclude --no-sandbox --apple',
    { operands: 'measured', instead: [['m', 'read']], flags: { C: ['overwrite'] } },
  ),
  wc: reads(
    'counts lines, words and characters',
    '--files0-from:listed --lines --words --chars --bytes --max-line-length --total',
    { isTame: true, operands: 'measured' },
  ),
  du: {
    about: 'how large folders are',
    options:
      '--files0-from:listed -X/--exclude-from:read --max-depth --apparent-size --block-size --count-links --dereference --one-file-system --separate-dirs --time --time-style --exclude --threshold --inodes --kibibytes --mebibytes',
    isOpen: true,
    isTame: true,
  },
  ptx: reads(
    'an index of words',
    '-G/--traditional -i/--ignore-file:read -o/--only-file:read -b/--break-file:read -F: -g: -M: -S: -w: -W:',
    { instead: [['G', 'edit']] },
  ),
  xzcat: reads('shows a compressed file', '--files?listed --files0?listed', { isTame: true }),
  zstdcat: reads('shows a compressed file', '-o:overwrite --output-dir-flat:overwrite'),
  lz4cat: {
    about: 'shows a compressed file, or puts it into another',
    isOpen: true,
    first: 'read',
    operands: 'overwrite',
  },
  jsonlint: reads('checks JSON', '-i/--in-place', { instead: [['i', 'edit']] }),
  ...alike('nm objdump', reads('what a binary holds', '--plugin:script', { also: argued })),
  findmnt: {
    about: 'what is mounted',
    options: '-F/--tab-file:read',
    isOpen: true,
    isTame: true,
  },
  lsof: {
    about: 'open files and connections',
    options:
      '-i? -n -P -t -p: -c: -u: -g? -d: -a -U -N -b -l -w -r? -s? -T? -F? +D: +d: -D: -S? -K? -Z? -A: -k: -m: -x? -e: -L -R -V -v -h -M -O -C -X -E',
    isOpen: true,
    isTame: true,
    also: ({ has, operands, valuesOf }) =>
      !has('n', 't') &&
      (has('i')
        ? ![...valuesOf('i'), ...operands].some(fits(loopback))
        : !has('p', 'c', 'u', 'g', 'd', 'U') && operands.length === 0) &&
      lookup('lsof'),
  },
  netstat: {
    about: 'tells of connections',
    options: '-n/--numeric/--numeric-hosts -i/--interfaces -s/--statistics -x/--unix -g/--groups -M -A:',
    isOpen: true,
    isTame: true,
    also: ({ has }) => !has('n', 'i', 's', 'x', 'g') && lookup('netstat'),
  },
  dnsdomainname: {
    about: 'the domain of the machine',
    isOpen: true,
    isTame: true,
    also: () => lookup('dnsdomainname'),
  },
  route: {
    about: 'ways to other networks',
    isTame: true,
    options: '-n -e -v -F -C -A: -4 -6 --numeric',
    said: [when(/^(?:-[^\s\u2039]*(?: |$))*$/, ''), otherwise('privilege')],
    also: ({ has }) => !has('n', 'numeric') && lookup('route'),
  },
  ss: {
    about: 'sockets',
    options: '-D/--diag:overwrite -F/--filter:read -K/--kill -r/--resolve',
    isOpen: true,
    isTame: true,
    flags: { K: ['privilege'], r: ['network'] },
  },
  in2csv: reads('tables of other programs as text', '--write-sheets: -f/--format: -s/--schema:read --sheet: --names', {
    isOpen: ['--no-inference', '--encoding', '--no-header-row', '--skip-lines', '--delimiter', '--locale'],
    // Each sheet into a file of its own, beside.
    also: ({ has, operands }) =>
      has('write-sheets') && operands.map((path) => onPath('overwrite', concat(path, hole('name')))),
  }),
  blkid: {
    about: 'disks and what is on them',
    options:
      '-c/--cache-file:modify -s/--match-tag: -t/--match-token: -o/--output: -L/--label: -U/--uuid: -n/--match-types: -u/--usages: -O: -S: -g -i -k -l -p -D -d -H: -h -V',
    operands: 'data',
  },
  who: { about: 'who is logged in', isOpen: true, isTame: true, options: '--lookup', flags: { lookup: ['network'] } },
  ...alike('last lastb', {
    about: 'who was here',
    options: '-f/--file:read -d/--dns',
    isOpen: true,
    flags: { d: ['network'] },
  }),
  ...alike(
    'bat batcat',
    reads(
      'shows files with colours',
      '--pager:code --generate-config-file --language --line-range --highlight-line --paging --wrap --decorations --show-all --tabs --list-languages --list-themes --number --file-name --diff --diff-context --map-syntax --italic-text --terminal-width --squeeze-blank --config-dir --config-file --cache-dir --force-colorization --nonprintable-notation',
      {
        flags: { 'generate-config-file': ['create'] },
        // Its themes are built and thrown away by a word.
        also: ({ operands: [first] }) => literal(first ?? []) === 'cache' && doubt('unknown-option', 'bat cache'),
      },
    ),
  ),
  pygmentize: reads('colours code', '-o:overwrite -l: -f: -F: -O: -P: -a: -S: -N: -H: -x', {
    flags: { x: ['unknown'] },
  }),
  stty: { about: 'settings of a terminal', options: '-F/--file:read', isOpen: true, isTame: true },
  pmap: {
    about: 'memory of a process',
    options: '-N/--create-rc-to:overwrite -n/--create-rc -C:read -c -A:',
    isOpen: true,
    flags: { n: ['overwrite'] },
  },
  lspci: {
    about: 'devices of the machine',
    options: '-p:read -q -Q -A: -O: -s: -d:',
    isOpen: true,
    flags: { q: ['network', 'create'], Q: ['network', 'create'] },
  },
  man: {
    about: 'pages of the manual',
    options:
      '-P/--pager:code -H/--html?code -C/--config-file:listed -l/--local-file -M/--manpath: -m/--systems: -S/--sections: -s: -e/--extension: -L/--locale: -p/--preprocessor: -r/--prompt: -E/--encoding: -R/--recode: -T/--troff-device? -X/--gxditview? --where --path --whatis --apropos --regex --wildcard --names-only --no-hyphenation --no-justification --ascii',
    isOpen: true,
    operands: 'page',
    instead: [['l', 'read']],
    flags: { H: ['detach'] },
    also: ({ call: { stdin } }) => included(stdin),
  },
  info: {
    about: 'pages of the manual',
    options:
      '-o/--output:overwrite --dribble:overwrite --restore:script --init-file:script -f/--file:page -d/--directory: -n/--node: -v/--variable: -x/--debug: --index-search: -k/--apropos:',
    isOpen: true,
    operands: 'page',
  },
  date: {
    about: 'the time, or another time for the machine',
    options:
      '-s/--set:data -u -R -I? -d: -r: -f/--file:read --utc --universal --date: --reference: --iso-8601? --rfc-3339: --rfc-email --rfc-822 --resolution',
    isOpen: true,
    flags: { s: ['privilege'] },
    also: ({ operands }) => operands.some(fits(/^\d{8,12}(?:\.\d\d)?$/)) && act('privilege', 'date'),
  },
  diff: reads(
    'compares files',
    '-r/--recursive -U: -C: -x: -X:read -I: -L: --label: --exclude: --exclude-from:read --from-file:read --to-file:read --color? --width:',
    { isTame: true, tree: 'r' },
  ),
  diff3: reads('compares three files', '--diff-program:program -L/--label:'),
  sdiff: reads('compares side by side', '-o/--output:overwrite --diff-program:program -I: -W:'),
  tree: {
    about: 'names of files as a tree',
    options:
      '-o:overwrite -L: -I: -P: -H: -T: --filelimit: --charset: --fromfile --fromtabfile --gitfile:read --infofile:read -R --dirsfirst --filesfirst --noreport --prune --inodes --device --du --timefmt --matchdirs --ignore-case --gitignore --metafirst --nolinks --sort',
    isOpen: true,
    instead: [
      ['fromfile', 'read'],
      ['fromtabfile', 'read'],
    ],
    flags: { R: ['create'] },
  },
  xmllint: {
    about: 'checks and shows XML',
    options:
      '--output/-o:overwrite --xpath: --schema:fetched --relaxng:fetched --schematron:fetched --dtdvalid:fetched --path:fetched --pattern: --encode: --noout --format --html --shell --recover --noent --nonet --nowarning --noblanks --nsclean --huge --dtdattr --loaddtd --valid --c14n --c14n11 --exc-c14n --xinclude --postvalid --nocdata --debugent --stream --sax --push --memory --auto --noxxe --quiet --timing --htmlout --oldxml10',
    isOpen: true,
    operands: 'fetched',
    // What a document names is read, and shown.
    flags: { shell: ['unknown'], noent: ['unknown'], xinclude: ['unknown'] },
    // Where its type is described is a word of the document, and often an address.
    also: ({ has }) =>
      has('valid', 'postvalid', 'loaddtd', 'dtdattr', 'c14n', 'c14n11', 'exc-c14n') &&
      !has('nonet') &&
      doubt('opaque-script', 'xmllint'),
    // One dash does.
    words: ({ args }) => args.map((arg) => (/^-[a-z]\w/.test(knownStart(arg)) ? concat(['-'], arg) : arg)),
  },
  journalctl: {
    about: 'what the machine logged',
    options:
      '--vacuum-size: --vacuum-time: --vacuum-files: --rotate --flush --sync --unit --user-unit --identifier --priority --grep --case-sensitive --catalog --no-full --full --no-tail --boot --list-boots --dmesg --output --output-fields --lines --utc --no-hostname --cursor --after-cursor --show-cursor --disk-usage --list-catalog --header --fields --field --user --system --merge --directory --root --file --namespace --facility --reverse --verify --this-boot',
    isOpen: true,
    flags: {
      'vacuum-size': ['delete'],
      'vacuum-time': ['delete'],
      'vacuum-files': ['delete'],
      rotate: ['service', 'create'],
      flush: ['create'],
    },
  },
  dmesg: {
    about: 'what the kernel said',
    options:
      '-C/--clear -c/--read-clear -F/--file:read -K/--kmsg-file:read --ctime --human --level --facility --kernel --userspace --decode --notime --reltime --time-format --nopager --follow-new --force-prefix',
    isOpen: true,
    flags: { C: ['delete'], c: ['delete'] },
  },
}
