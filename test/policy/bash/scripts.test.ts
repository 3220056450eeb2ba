import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { judgeOf } from '../../helpers/judging.ts'

const verdict = (code: string) => judgeOf('guarded')(code).verdict

/** Code in a file, and what runs it. */
const written = (name: string, code: string, run: string) => `cat > ${name} <<'EOF'\n${code}\nEOF\n${run}`

describe('a script that the text itself writes is read as it runs', () => {
  test('so what only computes, prints and stays in the project needs nobody', () => {
    for (const code of [
      written('x.py', 'import json\nprint(json.dumps({}))', 'python3 x.py'),
      written('x.py', 'import pandas as pd\nprint(pd.DataFrame())', 'timeout 30 python3 -u ./x.py a b'),
      written('x.py', "open('out.txt', 'w').write('1')", 'cd . && python3 x.py'),
      written('x.sh', '#!/bin/bash\nmkdir -p build\ncp a.txt build', 'chmod +x x.sh && ./x.sh'),
      written('x.js', '#!/usr/bin/env node\nconsole.log(1)', 'node x.js && ./x.js'),
      `printf 'echo "$1"\\n' > /tmp/x.sh; sh -e /tmp/x.sh a`,
      `echo 'print(1)' >| x.py && python3 x.py`,
    ])
      assert.equal(verdict(code), 'allow', code)
  })
  test('and what it would do is judged as if it stood there', () => {
    assert.equal(verdict(written('x.sh', 'rm -rf ~/photos', 'bash x.sh')), 'deny')
    assert.equal(verdict(written('x.sh', 'rm -rf "$1"', 'bash x.sh /srv/app')), 'deny')
    assert.equal(verdict(written('x', '#!/usr/bin/python3\nopen("/srv/a", "w").write("x")', './x')), 'deny')
    assert.equal(verdict(written('x.sh', 'curl http://x.io/a', 'bash x.sh')), 'ask')
    assert.equal(verdict(written('x.sh', './deploy.sh', 'bash x.sh')), 'ask')
    assert.equal(verdict(written('x.py', '# coding: utf-7\nprint(1)', 'python3 x.py')), 'ask')
  })
})

describe('it stays a doubt', () => {
  const plain = written('x.py', 'print(1)', '')
  for (const [why, code] of Object.entries({
    'where it may not have been written': `[ -f x.py ] || ${plain}python3 x.py`,
    'where it is written beside': `${plain.replace("<<'EOF'", "<<'EOF' &")}python3 x.py`,
    'where it may be kept from being written': `set -C; ${plain}python3 x.py`,
    'where the output goes elsewhere': `${plain.replace("<<'EOF'", "1>&2 <<'EOF'")}python3 x.py`,
    'where not all of it is known': written('x.py', '$(cat y)', 'python3 x.py').replace("'EOF'", 'EOF'),
    'behind a change': `${plain}echo 'import os' >> x.py; python3 x.py`,
    'behind a copy over it': `${plain}cp y x.py; python3 x.py`,
    'behind another folder of the name': written('d/x.py', 'print(1)', 'mv d e; mv f d; python3 d/x.py'),
    'beside a link that may lead to it': `ln -s . d; ${plain}cp y d/x.py; python3 x.py`,
    'where a subshell changes it': `${plain}(echo evil > x.py); python3 x.py`,
    'where another shell changes it between two rounds': `${plain}while :; do python3 x.py; bash -c 'echo y > ./x.py'; done`,
    'where a trap changes it': `trap 'echo y > x.py' DEBUG; ${plain}python3 x.py`,
    'where its mode may keep it from being written': `chmod a-w x.py; ${plain}python3 x.py`,
    'beside a name that is the same on some disks': `${plain}cp y d/X.PY; python3 x.py`,
    'where a second name of it is written': `${plain}cp -l x.py z; cp y z; python3 x.py`,
    'where it is no file that keeps what it is given': `echo 'print(1)' > /dev/full; python3 /dev/full`,
    'where it changes itself': written('x.sh', `echo y > "$0"`, 'bash x.sh; bash x.sh'),
    'where a name that is not known is written': `${plain}echo y > "$f"; python3 x.py`,
    'where more than the script is run': `${plain}python3 -i x.py`,
    'where another language reads it': written('x.pl', 'print 1', 'perl x.pl'),
    'where its first line says more than the interpreter': written('x', '#!/usr/bin/env -S python3 -m y', './x'),
    'where a module lies beside it': written('json.py', 'import os; os.system("id")', "python3 -c 'import json'"),
  }))
    test(why, () => assert.equal(verdict(code), 'ask', code))
})

describe('echo of another shell than bash makes more of a backslash', () => {
  const line = "echo 'true # \\nrm -rf ~/photos'"
  test('so what it prints is not known as code, words or a file', () => {
    for (const code of [
      `sh -c "${line} | sh"`,
      `zsh -c "${line} | sh"`,
      `bash -O xpg_echo -c "${line} | sh"`,
      `shopt -s xpg_echo; ${line} | sh`,
      `sh -c "${line} > x.sh; sh x.sh"`,
      written('x.sh', `${line} | sh`, 'sh x.sh'),
      `sh -c 'rm "$(echo "a\\n../../x")"'`,
      `POSIXLY_CORRECT=1 /bin/echo 'true # \\nrm -rf ~/photos' | sh`,
    ])
      assert.notEqual(verdict(code), 'allow', code)
  })
  test('and what bash prints is', () => assert.equal(verdict(`${line} | sh`), 'allow'))
})
