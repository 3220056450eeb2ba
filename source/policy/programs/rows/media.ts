// Pictures, documents, graphs, PDF files, translations and schemas.
import { act, onPath, doubt } from '../../grammar/analysis.ts'
import { included } from './kinds.ts'
import type { Row } from '../../grammar/row.ts'
import { concat, hole, fits } from '../../model/value.ts'

const graph: Row = {
  about: 'draws graphs',
  options: '-o:overwrite -T: -K: -G: -N: -E: -A: -l:read -n# -s: -q -v -y -x -V -P -O',
  operands: 'read',
  also: ({ has, operands }) =>
    has('O') && operands.map((path) => onPath('overwrite', concat(path, ['.'], hole('name')))),
}
const tex: Row = {
  about: 'sets a document whose source is code',
  runs: 'files',
  options: '-output-directory:overwriteTree -jobname: -interaction:',
}

const pages = '-f: -l: -r: -rx: -ry: -x: -y: -W: -H: -opw: -upw: -q -v -h'

/** One picture or one file for each page, their names begin with the last word. */
const pictures = (about: string, options: string): Row => ({
  about,
  options: `${pages} ${options}`,
  first: 'read',
  operands: 'overwriteTree',
})

export const mediaRows: Readonly<Record<string, Row>> = {
  dot: graph,
  neato: graph,
  pdflatex: tex,
  xelatex: tex,
  lualatex: tex,
  latexmk: { ...tex },
  pdfinfo: {
    about: 'what a PDF says of itself',
    options:
      '-f: -l: -box/-b -meta/-m -custom/--custom -js/--js -struct/--struct -struct-text/--struct-text -url/--url -dests/--dests -isodates/--isodates -rawdates/--rawdates -enc: -listenc/--listenc -opw: -upw: -v -h',
    operands: 'read',
  },
  pdftotext: {
    about: 'the text of a PDF, into a file beside it or one that is named',
    options:
      '-f: -l: -r: -x: -y: -W: -H: -layout/-L -fixed: -raw/-R -nodiag/-n -htmlmeta/--htmlmeta -bbox/--bbox -bbox-layout/--bbox-layout -tsv/--tsv -cropbox/--cropbox -colspacing: -enc: -listenc/--listenc -eol: -nopgbrk/-N -opw: -upw: -q -v -h',
    first: 'read',
    operands: 'overwrite',
    touches: [['overwrite', '%.*', '']],
  },
  jpegoptim: {
    about: 'makes pictures smaller, in place or in another folder',
    options:
      '-d/--dest:overwriteTree -f/--force -m/--max: -n/--noaction -o/--overwrite -p/--preserve -P/--preserve-perms -q/--quiet -S/--size: -s/--strip-all --strip-none --strip-com --strip-exif --strip-iptc --strip-icc --all-normal --all-progressive -t/--totals -T/--threshold: -v/--verbose -w/--workers: -b/--csv --stdout --stdin -h -V',
    operands: 'edit',
  },
  optipng: {
    about: 'makes pictures smaller, in place or into a file that is named',
    options:
      '-o: -out:overwrite -dir:overwriteTree -log:overwrite -backup/-keep -clobber/--clobber -fix/--fix -force/--force -preserve/--preserve -quiet/-silent -simulate/--simulate -strip: -i: -f: -zc: -zm: -zs: -zw: -full/--full -nb/--nb -nc/--nc -np/--np -nz/--nz -v -h/-help',
    operands: 'edit',
  },
  pngquant: {
    about: 'makes pictures smaller, into files beside them',
    options:
      '-f/--force -o/--output:overwrite --ext: --skip-if-larger --quality: -s/--speed: --nofs --posterize: --strip --verbose -v -h -V',
    operands: 'edit',
  },
  cwebp: {
    about: 'makes WebP pictures',
    options:
      '-o:overwrite -q: -alpha_q: -preset: -z: -m: -segments: -size: -psnr: -sns: -f: -sharpness: -strong/--strong -nostrong/--nostrong -sharp_yuv/--sharp_yuv -partition_limit: -pass: -qrange: -crop: -resize: -mt/--mt -low_memory/--low_memory -map: -print_psnr/--print_psnr -print_ssim/--print_ssim -d:overwrite -alpha_method: -alpha_filter: -exact/--exact -blend_alpha: -noalpha/--noalpha -lossless/--lossless -near_lossless: -hint: -metadata: -short/--short -quiet/--quiet -version/--version -noasm/--noasm -v -progress/--progress -h',
    operands: 'read',
  },
  'rsvg-convert': {
    about: 'draws SVG pictures',
    options:
      '-o/--output:overwrite -f/--format: -d/--dpi-x: -p/--dpi-y: -x/--x-zoom: -y/--y-zoom: -z/--zoom: -w/--width: -h/--height: -a/--keep-aspect-ratio -b/--background-color: -s/--stylesheet:read -u/--unlimited -i/--export-id: -l/--accept-language: --keep-image-data --page-width: --page-height: --top: --left: -v',
    operands: 'fetched',
  },
  mediainfo: {
    about: 'what a film or a song says of itself',
    options: '-f/--Full --Output: --Language: --Info-Parameters --Details: --File_TestContinuousFileNames: -h',
    operands: 'fetched',
  },
  povray: { about: 'draws a scene; its settings may run programs', runs: 'files' },
  asciidoctor: {
    about: 'turns a document into HTML',
    options:
      '-b/--backend: -d/--doctype: -o/--out-file:overwrite -D/--destination-dir:overwriteTree -e/--embedded -s/--no-header-footer -S/--safe-mode: --safe -n/--section-numbers -a/--attribute: -w/--warnings --failure-level: -q/--quiet -v/--verbose -t/--timings --trace -B/--base-dir: -R/--source-dir: -I/--load-path:script -r/--require:script -T/--template-dir:script -E/--template-engine:script -V -h',
    operands: 'read',
    touches: [['overwrite', '%.*', 'o D']],
    also: ({ valuesOf, call: { stdin } }) => [
      valuesOf('a').some(fits(/^allow-uri-read(?![!-])/)) && act('network', 'asciidoctor'),
      included(stdin),
    ],
  },
  pdftoppm: pictures(
    'makes pictures of the pages of a PDF',
    '-scale-to: -scale-to-x: -scale-to-y: -cropbox/--cropbox -mono/--mono -gray/--gray -png/--png -jpeg/--jpeg -jpegopt: -tiff/--tiff -tiffcompression: -freetype: -thinlinemode: -aa: -aaVector: -singlefile/--singlefile -o -e -progress/--progress -sz: -forcenum/--forcenum -hide-annotations/--hide-annotations',
  ),
  pdfimages: pictures(
    'takes the pictures out of a PDF',
    '-list/--list -png/--png -tiff/--tiff -j -jp2/--jp2 -jbig2/--jbig2 -ccitt/--ccitt -all/--all -p -print-filenames/--print-filenames',
  ),
  pdffonts: {
    about: 'the fonts of a PDF',
    options: `${pages} -subst/--subst -loc/--loc -locPS/--locPS`,
    operands: 'read',
  },
  pdfseparate: { about: 'takes a PDF apart', options: '-f: -l: -v -h', first: 'read', operands: 'overwrite' },
  qpdf: {
    about: 'checks and rewrites PDF files',
    options:
      '--check --show-npages --show-encryption --show-pages --show-xref --is-encrypted --requires-password --linearize --decrypt --password: --qdf --object-streams: --stream-data: --compress-streams: --recompress-flate --compression-level: --rotate: --warning-exit-0 --verbose --progress',
    first: 'argued',
    operands: 'overwrite',
  },
  tesseract: {
    about: 'reads the text of a picture',
    options:
      '-l: --psm: --oem: --dpi: -c: --user-words:read --user-patterns:read --list-langs --print-parameters -v -h',
    first: 'fetched',
    second: 'overwrite',
    operands: 'data',
    touches: [['overwrite', '*.txt', '']],
    // Settings name files, too.
    also: ({ valuesOf }) =>
      !valuesOf('c').every(fits(/^(?!\w*(?:file|dir|path))\w+=/)) && doubt('unknown-option', 'tesseract -c'),
  },
  bibtex: {
    about: 'the literature of a document',
    options: '-min-crossrefs: -terse/--terse',
    operands: 'read',
    touches: [
      ['overwrite', '%.bbl'],
      ['overwrite', '%.blg'],
    ],
  },
  msgfmt: {
    about: 'translations for programs to read',
    options:
      '-o/--output-file:overwrite -D/--directory: -P/--properties-input --stringtable-input -c/--check --check-format --check-header --check-domain -C/--check-compatibility --check-accelerators? -a/--alignment: --endianness: --no-hash -f/--use-fuzzy -v/--verbose --statistics --strict -h -V',
    operands: 'read',
    touches: [['overwrite', 'messages.mo']],
  },
  xgettext: {
    about: 'texts of programs that are to be translated',
    options:
      '-o/--output:overwrite -d/--default-domain: -p/--output-dir:overwriteTree -f/--files-from:listed -D/--directory: -L/--language: -C -c/--add-comments? -k/--keyword? -j/--join-existing -x/--exclude-file:read --from-code: --flag: -a/--extract-all -T -n/--add-location? --no-location -s/--sort-output -F/--sort-by-file -w/--width: --no-wrap -i/--indent --strict --omit-header --package-name: --package-version: --copyright-holder: --msgid-bugs-address: --foreign-user -v/--verbose -h -V',
    operands: 'read',
    touches: [['overwrite', '*.po']],
  },
  msgmerge: {
    about: 'brings translations up to date',
    options:
      '-U/--update -o/--output-file:overwrite --backup: --suffix: -C/--compendium:read -D/--directory: -m/--multi-domain -N/--no-fuzzy-matching --previous --add-location? --no-location -s/--sort-output -F/--sort-by-file -w/--width: --no-wrap --lang: -q/--quiet -v/--verbose -i/--indent --strict -h -V',
    operands: 'read',
    instead: [['U', 'edit']],
  },
  gettext: { about: 'a text in the language of the user', options: '-d/--domain: -e -E -n -s', operands: 'data' },
  ngettext: { about: 'the same of a number', options: '-d/--domain: -e -E', operands: 'data' },
  flatc: {
    about: 'makes code of schemas',
    options:
      '-o:overwriteTree -I:read -b/--binary -t/--json -c/--cpp --python --ts --java --kotlin --go --rust --csharp --php --swift --dart --lua --grpc --strict-json --gen-object-api --gen-mutable --gen-onefile --no-includes --scoped-enums --raw-binary --schema --gen-all --version',
    operands: 'read',
    touches: [['overwrite', '**']],
  },
  thrift: {
    about: 'makes code of descriptions of services',
    options:
      '-o:overwriteTree -out:overwriteTree -I:read --gen: -r -recurse/--recurse -v -verbose/--verbose -strict/--strict -nowarn/--nowarn -version/--version',
    operands: 'read',
    touches: [['overwrite', '**']],
  },
  nixfmt: {
    about: 'writes files of nix in one style',
    options: '-c/--check -q/--quiet -s/--strict -v/--verify -w/--width: -i/--indent:',
    operands: 'edit',
  },
  vale: {
    about: 'looks for bad prose; its configuration names rules',
    options:
      '--config:read --glob: --ext: --minAlertLevel: --no-exit --no-wrap --output: --sort --ignore-syntax --relative -v',
    operands: 'readTree',
    verbs: { sync: { always: ['network'], touches: [['overwrite', '**']], operands: 'data' } },
  },
}
