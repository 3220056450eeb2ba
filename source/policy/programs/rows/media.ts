// Pictures, documents, graphs and type setting.
import { onPath } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { concat, hole } from '../../model/value.ts'

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
  },
}
