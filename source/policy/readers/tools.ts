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
  ...alike('awk gawk mawk nawk original-awk', {
    about: 'a language of lines and fields',
    ...awk,
    allow: "'{ print $1 }' a.txt",
    ask: ['-f a.awk b', `'BEGIN { system("./x") }'`],
    deny: [`'BEGIN { system("rm ~/diary.md") }'`, `'{ print > "/srv/app/a" }' b`, '1 ~/.ssh/id_rsa'],
  }),
  ...alike('find gfind', {
    about: 'finds files, and does something to each',
    read: find,
    allow: ['. -name x', '. -name "*.o" -delete'],
    ask: ['. -exec ./x {} +', '-files0-from a'],
    deny: ['.. -delete', '. -exec rm -rf ../x \\;', '. -fprint /srv/app/a'],
  }),
  git: {
    about: 'versions of files',
    ...git,
    secret: /^config .*(?:extraheader|token|password)/i,
    allow: ['status', 'log --oneline', 'add .', 'commit -m x'],
    ask: ['fetch', 'frobnicate', "-c core.pager='./x' log"],
    deny: ['push --force', 'reset --hard', 'branch -D x', 'config http.extraheader x'],
  },
  parallel: {
    about: 'runs a command on many words at once',
    ...parallel,
    allow: 'ls ::: a b',
    ask: ['./x ::: a'],
    deny: ['rm ::: ~/diary.md'],
  },
  patch: {
    about: 'changes files as a patch says',
    ...patch,
    allow: '-p1 < a.patch',
    deny: ['-o /srv/app/a b < c', '-d /srv/app < a'],
  },
  rename: { about: 'gives files other names', ...rename, ask: ["'s/a/b/' a.txt"] },
  ...alike('sed gsed', {
    about: 'a language of edits to streams',
    ...sed,
    allow: ["-n '1,5p' a.txt", "-i 's/a/b/' a.txt"],
    ask: ['-f a.sed b', "'1e ./x' a"],
    deny: ["-i 's/a/b/' /srv/app/a", "'w /srv/app/a' b", "'1e rm ~/diary.md' a", 'p ~/.ssh/id_rsa'],
  }),
  xargs: {
    about: 'runs a command on the words it reads',
    ...xargs,
    allow: 'ls < a',
    ask: ['./x < a'],
    deny: ['rm ~/diary.md < a'],
  },
}
