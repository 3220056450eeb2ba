// Programs that are a language of their own, each read in a file beside.
import { alike } from '../among.ts'
import type { Row } from '../grammar/row.ts'
import { awk } from './awk.ts'
import { find } from './find.ts'
import { git } from './git/git.ts'
import { patch, rename } from './patch.ts'
import { sed } from './sed.ts'
import { parallel, xargs } from './xargs.ts'

export const toolRows: Readonly<Record<string, Row>> = {
  ...alike('awk gawk mawk nawk original-awk', { about: 'a language of lines and fields', ...awk }),
  ...alike('find gfind', { about: 'finds files, and does something to each', read: find }),
  git: { about: 'versions of files', ...git, secret: /^config .*(?:extraheader|token|password)/i },
  parallel: { about: 'runs a command on many words at once', ...parallel },
  patch: { about: 'changes files as a patch says', ...patch },
  rename: { about: 'gives files other names', ...rename },
  ...alike('sed gsed', { about: 'a language of edits to streams', ...sed }),
  xargs: { about: 'runs a command on the words it reads', ...xargs },
}
