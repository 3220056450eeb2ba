// Programs that compare, count or show texts, documents and media.
import type { Row } from '../../grammar/row.ts'

const text = (about: string, options = ''): Row => ({ about, options, operands: 'read' })

export const textRows: Readonly<Record<string, Row>> = {
  base64: {
    ...text(
      'writes data as text, and back',
      '-d/-D/--decode -w/--wrap: -b/--break: -i/--ignore-garbage --input:read -o/--output:overwrite',
    ),
  },
  difft: {
    ...text(
      'compares by syntax',
      '--display: --color: --context: --width: --language: --skip-unchanged --exit-code --list-languages',
    ),
  },
  icdiff: {
    ...text(
      'compares side by side',
      '-H/--highlight -N/--line-numbers -L/--label: -U/--unified: -W/--whole-file --cols: -r/--recursive -u',
    ),
  },
  diffstat: text(
    'counts what a patch changes',
    '-b -c -C -E -f: -K -k -l -m -n: -N: -O -p: -q -r: -R -s -t -T -u -v -w:',
  ),
  lsdiff: text('files of a patch', '-n/--line-number -s/--status -p: --strip: -i: -x: -h -v -E -N: -H'),
  filterdiff: text(
    'parts of a patch',
    '-i/--include: -x/--exclude: -p: --strip: -v/--verbose --clean --format: --lines: --files: --hunks: --annotate --remove-timestamps',
  ),
  interdiff: { ...text('what is between two patches', '-b -B -i -w -p: -q -U: -z --color?') },
  uchardet: text('the encoding of a text'),
  chardetect: text('the encoding of a text'),
  pdfgrep: {
    ...text(
      'searches PDF files',
      '-i -H -h -n -c -o -m: -C: -A: -B: -r -R -F -P -q -l -L --page-range: --include: --exclude: --cache',
    ),
    operands: 'readTree',
    first: 'data',
  },
  pdfunite: { about: 'joins PDF files', operands: 'read', last: 'overwrite' },
  chktex: text('checks a document', '-q -v: -n: -w: -e: -I: -f: -s: -d: -p: -b: -x -z'),
  lacheck: text('checks a document'),
  texcount: text(
    'counts words of a document',
    '-inc/--inc -merge/--merge -sum/--sum -brief/--brief -total/--total -1 -v: -q',
  ),
  makeindex: {
    about: 'the index of a document',
    options: '-o:overwrite -t:overwrite -s:read -p: -c -g -i -l -q -r -L -T',
    operands: 'read',
    touches: [
      ['overwrite', '%.ind', 'o'],
      ['overwrite', '%.ilg', 't'],
    ],
  },
  dwebp: {
    about: 'turns pictures of WebP into others',
    options: '-o:overwrite -pam/--pam -ppm/--ppm -bmp/--bmp -tiff/--tiff -yuv/--yuv -v -quiet/--quiet -mt/--mt',
    operands: 'read',
  },
  soxi: { ...text('what a sound is', '-V -T -t -r -c -s -d -D -b -B -p -e -a'), operands: 'fetched' },
  mkvinfo: { ...text('what a film holds', '-a/--all -v/--verbose -o -s/--summary -t/--track-info') },
  cmark: text(
    'makes HTML of Markdown',
    '-t/--to: --width: --sourcepos --hardbreaks --nobreaks --unsafe --smart --safe',
  ),
  h5ls: { ...text('what a file of HDF5 holds', '-r/--recursive -v/--verbose -d/--data -f/--full -S -s -w:') },
  h5dump: {
    about: 'what a file of HDF5 holds',
    options:
      '-o/--output:overwrite -O/--ddl:overwrite -H/--header -n/--contents? -d/--dataset: -g/--group: -a/--attribute: -A/--onlyattr? -p/--properties -r/--string -y -w/--width: -x/--xml -b/--binary?',
    operands: 'read',
  },
  sort: {
    about: 'sorts lines',
    options:
      '-o/--output:overwrite -T/--temporary-directory: -k/--key: -t/--field-separator: -S/--buffer-size: --compress-program:program --files0-from:listed --parallel: --random-source:read --batch-size: -bdfgiMhnRrVcCmsuz --check? --sort: --reverse --unique --numeric-sort --stable --ignore-case --human-numeric-sort --version-sort --zero-terminated --merge',
    operands: 'read',
  },
  uniq: {
    about: 'lines that stand together',
    options:
      '-f: -s: -w: -cdDiuz --count --repeated --unique --ignore-case --all-repeated? --group? --skip-fields: --skip-chars: --check-chars: --zero-terminated',
    isTame: true,
    first: 'read',
    operands: 'overwrite',
  },
  shuf: {
    about: 'lines in another order',
    options:
      '-o/--output:overwrite -i: -n: -e -r -z --input-range: --head-count: --random-source:read --echo --repeat --zero-terminated',
    operands: 'read',
  },
  iconv: {
    about: 'another encoding',
    options: '-o/--output:overwrite -f/--from-code: -t/--to-code: -c -l -s',
    operands: 'read',
  },
  xxd: {
    about: 'bytes as digits, and back',
    options: '-b -c: -E -g: -h -i -l: -n: -o: -p -ps/--ps -plain/--plain -r -s: -u -a -e',
    isTame: true,
    first: 'read',
    operands: 'overwrite',
  },
}
