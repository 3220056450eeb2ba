// Converters and reports that run no code of the project.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { argued, included } from './kinds.ts'

/** It looks at files; what is not named here may be anything. */
const looks = (about: string, options: string, more: Partial<Row> = {}): Row => ({
  about,
  options,
  operands: 'readTree',
  ...more,
})

/** One file becomes another. */
const turns = (about: string, options: string, more: Partial<Row> = {}): Row => ({
  about,
  options,
  first: 'read',
  operands: 'overwrite',
  ...more,
})

export const turningRows: Readonly<Record<string, Row>> = {
  hunspell: looks('spells', '-l -a -G -L -d: -i: -p:read -H -n -t -X -O -w -1', { operands: 'read' }),
  benchstat: looks('compares measurements', '-col: -row: -filter: -format: -alpha: -confidence: -ignore: -table:'),
  'license-checker': looks(
    'the licences of packages',
    '--json --csv --summary --production --development --unknown --out:overwrite --onlyAllow: --failOn: --excludePackages: --excludePrivatePackages --start:readTree --direct --relativeLicensePath',
    { operands: 'data' },
  ),
  ...alike(
    'ms_print cg_annotate callgrind_annotate',
    looks('shows what valgrind measured', '--threshold: --auto: --show: --sort: --inclusive: --tree: -x: -y:', {
      operands: 'read',
    }),
  ),
  gprof: looks('shows what was measured', '-b -p -q -A -l', { operands: 'read' }),
  'llvm-profdata': {
    about: 'brings measurements together',
    verbs: {
      merge: {
        options: '-sparse/--sparse -o/--output:overwrite -instr/--instr -f/--input-files:listed -failure-mode:',
        operands: 'read',
        also: argued,
      },
      show: {
        options: '-o/--output:overwrite -all-functions/--all-functions -counts/--counts -topn:',
        operands: 'read',
        also: argued,
      },
    },
  },
  'llvm-cov': {
    about: 'shows what tests reached',
    verbs: alike('report show export', {
      options:
        '-instr-profile/--instr-profile:read -object/--object:read -format/--format: -o/-output-dir/--output-dir:overwriteTree -ignore-filename-regex/--ignore-filename-regex: -use-color/--use-color? -summary-only/--summary-only -show-line-counts-or-regions/--show-line-counts-or-regions -show-instantiations? -sources/--sources',
      operands: 'read',
      also: argued,
    } satisfies Verb),
  },
  patchelf: {
    about: 'shows and changes what a program loads',
    options:
      '--print-rpath --print-needed --print-interpreter --print-soname --set-rpath: --add-rpath: --remove-rpath --shrink-rpath --force-rpath --set-interpreter: --set-soname: --add-needed: --remove-needed: --output:overwrite',
    operands: 'read',
    instead: [
      'set-rpath',
      'add-rpath',
      'remove-rpath',
      'shrink-rpath',
      'set-interpreter',
      'set-soname',
      'add-needed',
      'remove-needed',
    ].map((option) => [option, 'edit'] as const),
  },
  typst: {
    about: 'typesets',
    verbs: {
      ...alike('compile c', {
        options:
          '--root:readTree --input: --font-path:readTree --ignore-system-fonts -f/--format: --ppi: --pages: --pdf-standard: -j/--jobs: --diagnostic-format:',
        first: 'read',
        operands: 'overwrite',
        touches: [['overwrite', '%.*', '']],
        // A document imports packages, which are fetched.
        runs: 'files',
      } as const),
      fonts: { options: '--variants --font-path:readTree --ignore-system-fonts' },
    },
  },
  zola: {
    about: 'makes a site of pages',
    options: '-c/--config:read',
    verbs: {
      build: {
        options: '-u/--base-url: -o/--output-dir:overwriteTree --drafts -f/--force',
        touches: [['overwrite', '**']],
      },
    },
  },
  d2: {
    about: 'draws diagrams',
    options: '-t/--theme: --dark-theme: -l/--layout: --pad: --sketch -s -c/--center --scale: --animate-interval:',
    first: 'read',
    operands: 'overwrite',
    touches: [['overwrite', '%.svg', '']],
    verbs: { fmt: { options: '--check', operands: 'edit', instead: [['check', 'read']] } },
  },
  xlsx2csv: turns(
    'a table as text',
    '-a/--all -s/--sheet: -n/--sheetname: -d/--delimiter: -f/--dateformat: -i/--ignoreempty -e/--escape -l/--lineterminator: -m/--merge-cells',
    { touches: [['overwrite', '**']] },
  ),
  lame: turns(
    'makes MP3',
    '-V: -b: -h -q: -m: -k --preset: --decode --silent --quiet --tt: --ta: --tl: --cbr --abr: --resample:',
    { touches: [['overwrite', '%.*', '']] },
  ),
  opusenc: turns(
    'makes Opus',
    '--bitrate: --vbr --cvbr --hard-cbr --comp: --framesize: --quiet --music --speech --title: --artist:',
  ),
  oggenc: {
    about: 'makes Vorbis',
    options: '-q: -b: -o/--output:overwrite -Q/--quiet',
    operands: 'read',
    touches: [['overwrite', '%.ogg', 'o']],
  },
  ...alike(
    'antiword catdoc',
    looks('the text of a document', '-f -t -w: -m: -s: -d: -a: -x: -b -v', { operands: 'read' }),
  ),
  img2pdf: {
    about: 'makes a PDF of pictures',
    options:
      '-o/--output:overwrite -S/--pagesize: -s/--imgsize: -b/--border: -f/--fit: -a/--auto-orient --title: --author:',
    operands: 'read',
  },
  gifsicle: {
    about: 'changes moving pictures',
    options:
      '-o/--output:overwrite -b/--batch -O/--optimize? -d/--delay: -l/--loopcount? -k/--colors: --lossy? --resize: --scale: --crop: -I/--info -i/--interlace -V/--verbose -w/--no-warnings',
    operands: 'read',
    instead: [['b', 'edit']],
  },
  oxipng: {
    about: 'makes pictures smaller',
    options:
      '-o/--opt: --strip: -s/--strip-all -q/--quiet -v/--verbose -m/--max: -t/--threads: -Z -a --all-progressive -p/--preserve -r/--recursive',
    operands: 'edit',
  },
  qrencode: {
    about: 'draws a QR code',
    options:
      '-o/--output:overwrite -r/--read-from:read -s/--size: -l/--level: -v: -m/--margin: -d/--dpi: -t/--type: -8 -i',
    operands: 'data',
  },
  zbarimg: looks('reads codes in pictures', '-q/--quiet --raw --xml -S: --nodbus', { operands: 'fetched' }),
  ...alike('espeak espeak-ng', {
    about: 'speaks',
    options: '-w:overwrite -f:read -v: -s: -p: -a: -g: -k: -q -x -m -b: --stdout --voices?',
    operands: 'data',
  } satisfies Row),
  'sphinx-apidoc': {
    about: 'pages for every module',
    options:
      '-o/--output-dir:overwriteTree -f/--force -e/--separate -M/--module-first -P/--private -n/--dry-run -T/--no-toc -E/--no-headings -d/--maxdepth: -s/--suffix: --implicit-namespaces -q -H/--doc-project: -A/--doc-author:',
    operands: 'readTree',
  },
  ...alike(
    'rst2html rst2html5 rst2html.py rst2html5.py rst2latex rst2man',
    turns(
      'pages of reStructuredText',
      '--title: -q/--quiet --strict --no-raw --no-file-insertion --output/--output-path:overwrite --stylesheet:read --link-stylesheet --embed-stylesheet --input-encoding: --output-encoding: -v',
      { also: ({ call: { stdin } }) => included(stdin) },
    ),
  ),
  makeinfo: {
    about: 'manuals of texinfo',
    options:
      '-o/--output:overwriteTree --html --plaintext --docbook --xml --no-split --force --no-validate --no-warn -I:read -D: -v',
    operands: 'read',
    touches: [['overwrite', '**']],
  },
  ipcs: {
    about: 'shared memory and queues',
    options: '-a/--all -q -m -s -t/--time -p/--pid -c -l/--limits -u/--summary -b -h',
  },
}
