// Programs whose work is to change files: copy, move, link, delete, mark.
import { alike } from '../among.ts'
import type { Analyser } from '../grammar/analysis.ts'
import { compress } from './compress.ts'
import { changeMode, makeDirectory, setAttribute } from './modes.ts'
import { patch, rename } from './patches.ts'
import { contextSplit, convert, split, tee, truncate } from '../readers/dd.ts'
import type { Spec } from '../grammar/spec.ts'
import { copy, install, linkFiles, move } from './transfer.ts'

export const fileSpecs: Readonly<Record<string, Spec>> = {
  rm: {
    options:
      '-rR -d -f -i -I -v --recursive --force --dir --verbose --interactive? --one-file-system --no-preserve-root --preserve-root?',
    operands: 'delete',
    tree: 'r R recursive',
  },
  rmdir: { options: '-p/--parents -v/--verbose --ignore-fail-on-non-empty', operands: 'delete' },
  unlink: { operands: 'delete' },
  ...alike('trash trash-put wipe srm', { isOpen: true, operands: 'deleteTree' }),
  shred: {
    options: '-fuvxz -n: -s: --iterations: --size: --random-source:read --remove? --force --verbose --zero --exact',
    operands: 'delete',
  },
  fallocate: {
    options: '-l/--length: -o/--offset: -n -p -z -c -d -i -x -v --punch-hole --zero-range --collapse-range --dig-holes',
    operands: 'modify',
  },
  mkfifo: { options: '-m/--mode: -Z', operands: 'create' },
  mknod: { options: '-m/--mode: -Z', first: 'create', operands: 'data', always: ['privilege'] },
  touch: { options: '-acmhf -d/--date: -t: -r/--reference: --no-create --time: --no-dereference', operands: 'create' },
  ...alike('chown chgrp', {
    options:
      '-RcfvhHLP --recursive --reference: --from: --changes --silent --quiet --verbose --dereference --no-dereference',
    first: 'data',
    operands: 'metadata',
    always: ['privilege'],
    tree: 'R recursive',
  }),
  chattr: { isOpen: true, first: 'data', operands: 'metadata', always: ['privilege'] },
  ...alike('setfacl setcap', { isOpen: true, operands: 'metadata', always: ['privilege'] }),
  sync: { isOpen: true },
  link: { first: 'read', operands: 'create' },
  ...alike('dos2unix unix2dos', { isOpen: true, operands: 'edit' }),
}

export const fileAnalysers: Readonly<Record<string, Analyser>> = {
  cp: copy,
  mv: move,
  install,
  ln: linkFiles,
  chmod: changeMode,
  mkdir: makeDirectory,
  setfattr: setAttribute,
  truncate,
  ...alike('tee sponge', tee),
  patch,
  rename,
  ...alike('dd dcfldd', convert),
  split,
  csplit: contextSplit,
  ...alike('gzip gunzip pigz unpigz', compress('.gz')),
  ...alike('bzip2 bunzip2 pbzip2', compress('.bz2')),
  ...alike('xz unxz lzma unlzma', compress('.xz')),
  ...alike('zstd unzstd pzstd', compress('.zst')),
  ...alike('lz4 unlz4', compress('.lz4')),
  ...alike('compress uncompress', compress('.Z')),
  lzop: compress('.lzo'),
}
