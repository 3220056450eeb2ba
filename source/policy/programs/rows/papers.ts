// PDF files, pictures that are read, translations and schemas.
import { doubt } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { fits } from '../../model/value.ts'

const pages = '-f: -l: -r: -rx: -ry: -x: -y: -W: -H: -opw: -upw: -q -v -h'

/** One picture or one file for each page, their names begin with the last word. */
const pictures = (about: string, options: string): Row => ({
  about,
  options: `${pages} ${options}`,
  first: 'read',
  operands: 'overwriteTree',
})

export const paperRows: Readonly<Record<string, Row>> = {
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
    first: 'read',
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
