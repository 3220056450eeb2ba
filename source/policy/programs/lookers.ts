// Programs that only look: at files, at names, at the system.
import { alike } from '../among.ts'
import type { Spec } from '../grammar/row.ts'

const reads: Spec = { isOpen: true, operands: 'read' }

export const lookers: Readonly<Record<string, Spec>> = {
  ...alike(
    'cat tac head tail nl od hexdump hd strings cut paste join comm fold fmt expand unexpand column cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum base64 base32 basenc rev cmp colrm tsort look zcat bzcat zdiff zcmp numfmt hexyl readelf objdump size lsattr csvcut csvlook csvstat csvgrep csvsort csvformat csvstack csvjson in2csv shasum dircolors zipinfo colordiff pr more getfacl wdiff shellcheck bc',
    { ...reads, isTame: true },
  ),
  ...alike(
    'vdir stat readlink realpath basename dirname pathchk df pgrep pidof pstree free uptime uname arch nproc id whoami groups logname users who w last lastlog tty lscpu lsblk lsmem lsusb lsof vmstat iostat mpstat true false sleep usleep yes factor expr cal ncal locale getconf tput clear reset which whereis whatis apropos tokei getopt mesg findmnt blkid namei mountpoint pmap fc-list top tr seq echo printf test [ pwd getcap getfattr base64url',
    { isOpen: true, isTame: true },
  ),
  file: {
    options:
      '-f/--files-from:listed -m/--magic-file:read -F/--separator: -P/--parameter: -C/--compile --mime --mime-type --mime-encoding --brief --no-buffer --keep-going --dereference --no-dereference --uncompress --special-files --extension --list --print0 --preserve-date --no-pad --exclude --no-sandbox --apple',
    isOpen: true,
    operands: 'read',
    flags: { C: ['overwrite'] },
  },
  wc: { options: '--files0-from:listed --lines --words --chars --bytes --max-line-length --total', ...reads },
  du: {
    options:
      '--files0-from:listed -X/--exclude-from:read --max-depth --apparent-size --block-size --count-links --dereference --one-file-system --separate-dirs --time --time-style --exclude --threshold --inodes --kibibytes --mebibytes',
    isOpen: true,
  },
  ptx: {
    options: '-G/--traditional -i/--ignore-file:read -o/--only-file:read -b/--break-file:read -F: -g: -M: -S: -w: -W:',
    isOpen: true,
    operands: 'read',
    instead: [['G', 'edit']],
  },
  xzcat: { options: '--files?listed --files0?listed', ...reads },
  zstdcat: { options: '-o:overwrite --output-dir-flat:overwrite', ...reads },
  lz4cat: { isOpen: true, first: 'read', operands: 'overwrite' },
  jsonlint: { options: '-i/--in-place', ...reads, instead: [['i', 'edit']] },
  ...alike('nm objdump', { options: '--plugin:script', ...reads }),
  ss: { options: '-D/--diag:overwrite -F/--filter:read -K/--kill', isOpen: true, flags: { K: ['privilege'] } },
  ...alike('last lastb', { options: '-f/--file:read', isOpen: true }),
  ...alike('bat batcat', {
    ...reads,
    options:
      '--pager:code --generate-config-file --language --line-range --highlight-line --paging --wrap --decorations --show-all --tabs --list-languages --list-themes --number --file-name --diff --diff-context --map-syntax --italic-text --terminal-width --squeeze-blank --force-colorization --nonprintable-notation',
    flags: { 'generate-config-file': ['create'] },
  }),
  pygmentize: {
    options: '-o:overwrite -l: -f: -F: -O: -P: -a: -S: -N: -H: -x',
    isOpen: true,
    operands: 'read',
    flags: { x: ['unknown'] },
  },
  stty: { options: '-F/--file:read', isOpen: true },
  lspci: { options: '-p:read -q -Q -A: -O: -s: -d:', isOpen: true, flags: { q: ['network'], Q: ['network'] } },
  man: {
    options:
      '-P/--pager:code -H/--html?code -C/--config-file:listed -l/--local-file -M/--manpath: -m/--systems: -S/--sections: -s: -e/--extension: -L/--locale: -p/--preprocessor: -r/--prompt: -E/--encoding: -R/--recode: -T/--troff-device? -X/--gxditview? --where --path --whatis --apropos --regex --wildcard --names-only --no-hyphenation --no-justification --ascii',
    isOpen: true,
    operands: 'page',
    instead: [['l', 'read']],
    flags: { H: ['detach'] },
  },
  info: {
    options:
      '-o/--output:overwrite --dribble:overwrite --restore:script --init-file:script -f/--file:page -d/--directory: -n/--node: -v/--variable: -x/--debug: --index-search: -k/--apropos:',
    isOpen: true,
    operands: 'page',
  },
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
  date: {
    options:
      '-s/--set:data -u -R -I? -d: -r: -f/--file:read --utc --universal --date: --reference: --iso-8601? --rfc-3339: --rfc-email --rfc-822 --resolution',
    isOpen: true,
    flags: { s: ['privilege'] },
  },
  diff: {
    options:
      '-r/--recursive -U: -C: -x: -X:read -I: -L: --label: --exclude: --exclude-from:read --from-file:read --to-file:read --color? --width:',
    isOpen: true,
    operands: 'read',
    tree: 'r',
  },
  diff3: { options: '--diff-program:program -L/--label:', ...reads },
  sdiff: { options: '-o/--output:overwrite --diff-program:program -I: -W:', ...reads },
  iconv: { options: '-o/--output:overwrite -f/--from-code: -t/--to-code: -c -l -s', operands: 'read' },
  xxd: {
    options: '-b -c: -E -g: -h -i -l: -n: -o: -p -ps -plain -r -s: -u -a -e',
    first: 'read',
    operands: 'overwrite',
  },
  tree: {
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
    options:
      '--output/-o:overwrite --xpath: --schema:fetched --relaxng:fetched --schematron:fetched --dtdvalid:fetched --path: --pattern: --encode: --noout --format --html --shell --recover --noent --nonet --nowarning --noblanks --nsclean --huge --dtdattr --loaddtd --valid --c14n --xinclude --postvalid --nocdata --debugent --stream --sax --push --memory --auto --noxxe --quiet --timing --htmlout --oldxml10',
    isOpen: true,
    operands: 'fetched',
    flags: { shell: ['unknown'] },
  },
  journalctl: {
    options:
      '--vacuum-size: --vacuum-time: --vacuum-files: --rotate --flush --sync --unit --user-unit --identifier --priority --grep --case-sensitive --catalog --no-full --full --no-tail --boot --list-boots --dmesg --output --output-fields --lines --utc --no-hostname --cursor --after-cursor --show-cursor --disk-usage --list-catalog --header --fields --field --user --system --merge --directory --root --file --namespace --facility --reverse --verify --this-boot',
    isOpen: true,
    flags: { 'vacuum-size': ['delete'], 'vacuum-time': ['delete'], 'vacuum-files': ['delete'], rotate: ['service'] },
  },
  dmesg: {
    options:
      '-C/--clear -c/--read-clear -F/--file:read -K/--kmsg-file:read --ctime --human --level --facility --kernel --userspace --decode --notime --reltime --time-format --nopager --follow-new --force-prefix',
    isOpen: true,
    flags: { C: ['delete'], c: ['delete'] },
  },
  hexedit: { operands: 'modify' },
}
