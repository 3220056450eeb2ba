// Editors: their scripts are not followed, but what one surely runs, writes or reads is found in it.
import { alike, among } from '../../among.ts'
import { shell } from '../../grammar/analysis.ts'
import type { Line } from '../../grammar/lines.ts'
import type { Row } from '../../grammar/row.ts'
import { cut, starts, type Value } from '../../model/value.ts'

/** A line begins, or what ends the lines that a command is for (`1,$w`, `g/…/w`). */
const before = String.raw`(?:^|[\n|/?;,$%.+:\d]|'[a-z])[ \t]*`
/** The word ends, and a file follows. */
const after = String.raw`!?(?:[ \t]+|[ \t]*>>?[ \t]*)(?![\s!>|])([^\n|]*)`
const flags = 'g'

const lines: readonly Line[] = [
  [among(String.raw`(?:r|read|[A-Za-z]+[ \t]+)?!`, { before, after: String.raw`([^\n|]*)`, flags }), 'code'],
  [among('W wq? wri?t?e? x xi?t? up update sav saveas redi?r? wn wall? wqa xa', { before, after, flags }), 'overwrite'],
  [among('[eEf] ed edit file', { before, after, flags }), 'edit'],
  [among('[eEr] re ed edit read sp vs tabe vi ex', { before, after, flags }), 'fetched'],
]

/** For ed, `!…` in the place of a file is a command; for vim, `+…` is one that is typed. */
const isCommand = starts(/^!/)
const typed = (arg: Value): readonly Value[] => (starts(/^\+/)(arg) ? [['-c'], cut(arg, 1)] : [arg])

const vim = (script: string): Row => ({
  about: 'edits files',
  options: `${script} -c:lines --cmd:lines -S:script -u: -U: -i: -w:overwrite -W:overwrite -r? -t: -T: -e -E -es/-es -Es/-Es -n -N -R -M -m -b -d -D -f -g -h -l -L -p? -o? -O? -q? -v -V? -x -X -y -Y -Z -A -F -H --clean --noplugin --not-a-term --headless --startuptime:overwrite --version --help --remote? --serverlist`,
  words: ({ args }) => args.flatMap(typed),
  operands: 'edit',
  lines,
  runs: 'code',
  tells: '-h',
})

export const editorRows: Readonly<Record<string, Row>> = {
  ...alike('ed red', {
    about: 'edits files by commands it reads',
    options: '-s -v -r -l -E -p:',
    operands: 'edit',
    lines,
    runs: 'code',
    also: ({ operands }) => operands.filter(isCommand).map((word) => shell(cut(word, 1))),
  }),
  ex: vim('-s'),
  ...alike('vi vim view nvim vim.tiny vim.basic', vim('-s:script')),
  emacs: { about: 'edits files, by a language of its own', runs: 'code' },
  nano: { about: 'edits files', isOpen: true, operands: 'edit' },
}
