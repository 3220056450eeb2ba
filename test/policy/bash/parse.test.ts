import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { show } from '../../../source/policy/model/value.ts'
import { actionsOf, callsOf, commandsOf } from './reader.ts'

describe('words are what the shell makes of them', () => {
  for (const [source, ...calls] of [
    ['rm a', 'rm a'],
    ['r""m a', 'rm a'],
    ["r'm' a", 'rm a'],
    ['\\rm a', 'rm a'],
    ["$'\\x72m' a", 'rm a'],
    ['r\\\nm a', 'rm a'],
    ['x=rm; $x a', 'rm a'],
    ['x="rm -f"; $x a', 'rm -f a'],
    ['x="rm -f"; "$x" a', 'rm -f a'],
    ['rm {a,b}', 'rm a b'],
    ['rm f{1..3}', 'rm f1 f2 f3'],
    ['rm "{a,b}"', 'rm {a,b}'],
    ['rm ~/a', 'rm /home/dev/a'],
    ['rm "~/a"', 'rm ~/a'],
    ['rm $HOME/a', 'rm /home/dev/a'],
    ['rm *.log', 'rm *.log'],
    ['set -f; rm *', 'set -f', 'rm *'],
    ['x=abc; rm ${x%c}', 'rm ab'],
    ['x=abc; rm ${x/b/-}', 'rm a-c'],
    ['x=abc; rm ${x:1:1} ${#x} ${x^^}', 'rm ‹?› 3 ‹?›'],
    ['rm ${y:-a}', 'rm a'],
    ['a=(x "y z"); rm "${a[@]}"', 'rm x y z'],
    ['a=(x y); rm ${a[1]}', 'rm y'],
    ['set -- a b; rm "$2" $#', 'set -- a b', 'rm b 2'],
    ['rm $((1 + 1))', 'rm ‹n›'],
    ['rm "$UNKNOWN_THING"', 'rm ‹?›'],
    ['rm $(echo a b)', 'echo a b', 'rm a b'],
    ['rm "$(echo a b)"', 'echo a b', 'rm a b'],
    ['rm $(printf "%s" a)', 'printf %s a', 'rm a'],
    ['for f in a b; do rm $f; done', 'rm a', 'rm b'],
    ['echo YQ== | base64 -d | xargs rm', 'echo YQ==', 'base64 -d', 'xargs rm', 'rm ‹?›'],
  ] as const)
    test(source, () => assert.deepEqual(callsOf(source), calls))

  test('a quoted text with a space is one word', () => {
    assert.deepEqual(commandsOf('x="a b"; rm "$x"').at(-1)?.args, [['a b']])
    assert.deepEqual(commandsOf('x="a b"; rm $x').at(-1)?.args, [['a'], ['b']])
  })
})

describe('wrappers are looked through', () => {
  for (const [source, wrappers] of [
    ['env rm a', ['env']],
    ['env -i A=1 rm a', ['env']],
    ['sudo -u root rm a', ['sudo']],
    ['nice -n 5 timeout -k 1 5 rm a', ['nice', 'timeout']],
    ['command rm a', ['command']],
    ['exec rm a', ['exec']],
    ['eval "rm a"', ['eval']],
    ["sh -c 'rm a'", ['sh']],
    ["bash -O extglob +e -c 'rm a'", ['bash']],
    ['bash -c \'rm "$1"\' x a', ['bash']],
    ['echo rm a | sh', ['sh']],
    ['sh <<< "rm a"', ['sh']],
    ['sh <<E\nrm a\nE', ['sh']],
    ['find . -exec rm a {} +', ['find']],
    ['echo a | xargs rm', ['xargs']],
    ['time rm a', ['time']],
    ['setarch -R rm a', ['setarch']],
    ['setarch x86_64 -R rm a', ['setarch']],
    ['busybox rm a', ['busybox']],
    ["trap 'rm a' EXIT", ['trap']],
  ] as const)
    test(source, () => {
      const found = commandsOf(source).find(({ name, args }) => name === 'rm' && args.some((arg) => show(arg) === 'a'))
      assert.deepEqual(found?.wrappers, wrappers)
    })
})

describe('programs are known by their plain names', () => {
  for (const [program, name] of [
    ['/bin/rm', 'rm'],
    ['/usr/bin/../bin/rm', 'rm'],
    ['../../../bin/rm', 'rm'],
    ['./rm', 'rm'],
  ] as const)
    test(program, () => assert.equal(commandsOf(`${program} a`)[0]?.name, name))
  test('a file of the project is nobody known', () => {
    assert.deepEqual(actionsOf('./rm a'), ['unknown[opaque-script]'])
    assert.deepEqual(actionsOf('frobnicate a'), ['unknown[unknown-program]'])
  })
  test('a file that starts services does so', () => {
    assert.deepEqual(actionsOf('/etc/init.d/ssh stop'), ['service', 'unknown[opaque-script]'])
  })
})

describe('functions and aliases are what they stand for', () => {
  for (const source of [
    'f() { rm "$1"; }; f a',
    'function f { rm $@; }; f a',
    'rm() { command rm "$@"; }; rm a',
    'f() { g; }; g() { rm a; }; f',
    "shopt -s expand_aliases\nalias zap='rm -f'\nzap a",
  ])
    test(source, () => assert.deepEqual(actionsOf(source), ['delete(a)']))
  test('a function that is never called does nothing', () => assert.deepEqual(actionsOf('f() { rm a; }'), []))
  test('a function may take the place of a program', () => assert.deepEqual(actionsOf('rm() { :; }; rm a'), []))
  test('one that calls itself ends in a doubt', () =>
    assert.deepEqual(actionsOf('f() { f; }; f'), ['unknown[too-complex]']))
})

describe('both ways are walked where the text does not tell which', () => {
  for (const [source, ...actions] of [
    ['if true; then rm a; else rm b; fi', 'delete(a)', 'delete(b)'],
    ['true && rm a || rm b', 'delete(a)', 'delete(b)'],
    ['case $X in a) rm a;; b) rm b;; esac', 'delete(a)', 'delete(b)'],
    ['case a in a) rm a;; b) rm b;; esac', 'delete(a)'],
    ['while read f; do rm x; done', 'delete(x)'],
    ['rm a & wait', 'delete(a)'],
    ['{ rm a; }', 'delete(a)'],
    ['(rm a)', 'delete(a)'],
    ['exit; rm a'],
    ['coproc rm a', 'delete(a)'],
    ['[[ -n $(rm a) ]]', 'delete(a)'],
    ['(( $(rm a) ))', 'delete(a)'],
    ['x=$(rm a)', 'delete(a)'],
    ['cat <(rm a)', 'delete(a)', 'read(/dev/fd/‹n›)'],
    ['cat <<E\n$(rm a)\nE', 'delete(a)'],
    ["cat <<'E'\n$(rm a)\nE"],
    ["echo 'rm a'"],
    ['# rm a'],
  ] as const)
    test(source, () => assert.deepEqual(actionsOf(source), actions))
})

describe('the folder is followed', () => {
  for (const [source, ...folders] of [
    ['cd src && rm a', '/home/dev/ws/src'],
    ['cd src; rm a', '/home/dev/ws/src', '/home/dev/ws'],
    ['cd /srv; rm a', '/srv'],
    ['cd .. && cd other && rm a', '/home/dev/other'],
    ['(cd /srv); rm a', '/home/dev/ws'],
    ['cd /srv; cd -; rm a', '/home/dev/ws'],
    ['pushd /srv; popd; rm a', '/home/dev/ws'],
    ['mkdir -p b; cd b; rm a', '/home/dev/ws/b'],
    ['cd "$X"; rm a', '‹?›', '/home/dev/ws'],
    ['env -C /srv rm a', '/srv'],
  ] as const)
    test(source, () => {
      const found = commandsOf(source).findLast(({ name }) => name === 'rm')
      assert.deepEqual(found?.folders.map(show).toSorted(), folders.toSorted())
    })
})

describe('redirections have their targets', () => {
  for (const [source, ...expected] of [
    ['echo x > a', 'overwrite(a)'],
    ['echo x >| a', 'overwrite(a)'],
    ['echo x >> a', 'append(a)'],
    ['echo x &> a', 'overwrite(a)'],
    ['cat < a', 'read(a)'],
    ['cat <> a', 'modify(a)', 'read(a)'],
    ['> a', 'overwrite(a)', 'truncate(a)'],
    [': > a', 'overwrite(a)', 'truncate(a)'],
    ['{ echo x; } > a', 'overwrite(a)'],
    ['exec 3> a', 'overwrite(a)', 'truncate(a)'],
    ['echo x 2>&1'],
    ['cat < /dev/tcp/x/80', 'network'],
  ] as const)
    test(source, () => assert.deepEqual(actionsOf(source), expected))
  test('operator and target are told', () => {
    const [command] = commandsOf('echo x 2>&1 >> a')
    assert.deepEqual(command?.redirections, [
      { operator: '>&', target: null },
      { operator: '>>', target: ['a'] },
    ])
  })
  test('assignments are told', () => {
    assert.deepEqual(commandsOf('A=1 B=2 make')[0]?.assignments, ['A', 'B'])
  })
})

describe('each command says where it stands', () => {
  test('as it is written', () => {
    const source = 'ls; rm -f  a'
    const { span, source: text } = commandsOf(source)[1] ?? { span: { start: 0, end: 0 }, source: '' }
    assert.equal(text, 'rm -f  a')
    assert.equal(source.slice(span.start, span.end), text)
  })
  test('what is made stands where it is made', () => {
    const source = 'ls; eval "rm a"'
    const { span, source: text } = commandsOf(source).at(-1) ?? { span: { start: 0, end: 0 }, source: '' }
    assert.equal(text, 'rm a')
    assert.equal(source.slice(span.start, span.end), source, 'the whole text it comes from')
  })
})

describe('what the text does not tell is a doubt', () => {
  for (const [source, doubt] of [
    ['$UNKNOWN_THING', 'dynamic-program'],
    ['eval "$UNKNOWN_THING"', 'dynamic-code'],
    ['cat script | sh', 'dynamic-code'],
    ['sh -c "$UNKNOWN_THING"', 'dynamic-code'],
    ['sh script.sh', 'opaque-script'],
    ['. ./env', 'opaque-script'],
    ['make all', 'opaque-script'],
    ['PATH=.:$PATH ls', 'changed-lookup'],
    ['rm "', 'syntax'],
    ['if true; then', 'syntax'],
    ['rm a\0b', 'syntax'],
    ['sort --zeal a', 'unknown-option'],
    ['$(('.repeat(200), 'syntax'],
    [`echo ${'x'.repeat(70_000)}`, 'too-long'],
  ] as const)
    test(source.slice(0, 40), () =>
      assert.ok(actionsOf(source).includes(`unknown[${doubt}]`), JSON.stringify(actionsOf(source))),
    )
})
