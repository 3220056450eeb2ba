import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { repository } from '../../helpers/repository.ts'
import { actionsOf } from './actions.ts'

const does = (source: string, ...actions: string[]) => assert.deepEqual(actionsOf(source), actions.toSorted(), source)

describe('spelling does not matter', () => {
  for (const source of [
    'R`e`move-It`em a',
    "& ('Rem' + 'ove-Item') a",
    "$c = 'ri'; & $c a",
    'sal zap ri; zap a',
    'function zap($p) { ri $p }; zap a',
    '& { ri a }',
    "iex 'ri a'",
    "'ri a' | iex",
    'powershell -e cgBpACAAYQA=',
    "cmd /c 'd^el a'",
    'pwsh -c "cmd /c del a"',
    "[IO.File]::Delete('a')",
    "$m = 'Del' + 'ete'; [IO.File]::$m('a')",
    '$p = @{ Path = "a" }; ri @p',
    'Write-Output "$(ri a)"',
    'Get-Date && ri a',
    'try { 1 } finally { ri a }',
    'switch (1) { default{ri a} }',
    'function f { f; ri a }; f',
  ])
    test(source, () => does(source, 'delete(a)'))
})

describe('a name that is computed is asked', () => {
  for (const source of [
    "& ('{1}{0}' -f '-Item','Remove') a",
    "& ('metI-evomeR'[-1..-11] -join '') a",
    '& (-join [char[]](114,105)) a',
    "& ('RxI'.Replace('x','')) a",
    "& ('a b' -split ' ')[0] a",
  ])
    test(source, () => does(source, 'unknown[dynamic-program]'))
})

test('code that a text holds is asked where an object runs it', () => {
  does("[scriptblock]::Create('ri a').Invoke()", 'unknown[dynamic-code]')
  does("$ExecutionContext.InvokeCommand.InvokeScript('ri a')", 'unknown[dynamic-code]')
  does('[powershell]::Create().AddScript({ ri a }).Invoke()', 'delete(a)', 'unknown[dynamic-code]')
})

describe('what may not be there is no condition that holds', () => {
  for (const condition of ['gi nothere', '[regex]::IsMatch("a", "b")', 'gci *.nothing', 'gcm x', 'Test-Path a'])
    test(condition, () => does(`if (${condition}) { 1 } else { ri a }`, 'delete(a)'))
})

describe('what only speaks of a thing does not do it', () => {
  for (const source of [
    "'Remove-Item a'",
    '# ri a',
    "@'\nri a\n'@",
    'Get-Help Remove-Item',
    'function f { ri a }',
    '$f = { ri a }',
    'ri a -WhatIf',
    '$x = 1, 2; $x -join ","',
    '[Math]::Max(1, 2)',
    "[IO.Path]::GetExtension('a')",
    'if ($env:OPENAI_API_KEY) { 1 }',
    'Test-Path env:OPENAI_API_KEY',
  ])
    test(source, () => does(source))
})

describe('each kind of effect', () => {
  for (const [source, ...actions] of [
    ['Set-Content a x', 'overwrite(a)'],
    ['Add-Content a x', 'append(a)'],
    ['Clear-Content a', 'truncate(a)'],
    ['Out-File a -Append', 'append(a)'],
    ['1 >> a', 'append(a)'],
    ['Get-Date *> a', 'overwrite(a)'],
    ['Get-Date > $null'],
    ['New-Item a', 'create(a)'],
    ['ni a -Force', 'truncate(a)'],
    ['$null > a', 'truncate(a)'],
    ["'' | Set-Content a", 'overwrite(a)', 'truncate(a)'],
    ["$c = 'i', 'r'; [array]::Reverse($c); & (-join $c) a", 'unknown[dynamic-program]'],
    ['gci env:OPENAI*', 'secret'],
    ['gci env:PATH*'],
    ['mi a.txt b.txt', 'create(b.txt)', 'move(a.txt/**)'],
    ['rni a b', 'create(b)', 'move(a/**)'],
    ['cpi a.txt b.txt', 'overwrite(b.txt)', 'read(a.txt)'],
    ['attrib +r a', 'metadata(a)'],
    ['Set-Acl a $x', 'metadata(a)', 'privilege'],
    ['Compress-Archive src a.zip', 'overwrite(a.zip)', 'read(src/**)'],
    ['robocopy a b /mir', 'delete(b/**)', 'overwrite(b/**)', 'read(a/**)'],
    ['iwr x.org -OutFile a', 'network', 'overwrite(a)'],
    ["(New-Object Net.WebClient).DownloadFile('http://x', 'a')", 'network', 'overwrite(a)'],
    ['$env:OPENAI_API_KEY', 'secret'],
    ["$env:npm_config_script_shell = 'x'", 'unknown[changed-lookup]'],
    ["$env:GIT_TRACE = 'C:\\x'", 'append(C:/x)'],
    ["$env:GIT_TERMINAL_PROMPT = '0'"],
    ['Start-Process x.exe -Verb RunAs', 'detach', 'privilege', 'unknown[unknown-program]'],
    ['Stop-Computer', 'power'],
    ['Format-Volume D', 'disk'],
    ['sc.exe stop x', 'service'],
    ['sc.exe query x'],
    ['net user x y /add', 'account', 'privilege'],
    ['net user'],
    ['reg add HKCU\\X /v a', 'registry'],
    ['powershell -ep Bypass -c 1', 'execution-policy'],
    ['tasklist /s x', 'network'],
    ['tasklist /v'],
    ['wevtutil epl System a /ow:true', 'overwrite(a)'],
    ["[IO.File]::Open('a', 'Open', 'Read')", 'read(a)'],
    ["[IO.File]::Open('a', 'Create')", 'truncate(a)'],
    ["[IO.StreamReader]'a'", 'read(a)'],
    ["[xml]::new().Load('http://x/a')", 'network'],
    ["[xml]::new().Load('a.xml')", 'read(a.xml)'],
    ["([wmiclass]'Win32_Process').Create('x')", 'detach', 'unknown[unknown-program]'],
    ['(Get-CimInstance Win32_OperatingSystem).Caption'],
    ["(gi HKCU:\\X).SetValue('a', 1)", 'registry'],
    ["(gi HKCU:\\X).GetValue('a')"],
    ['(Get-Process x).StartInfo.Environment', 'secret'],
    ['Get-Process x | Stop-Process', 'service'],
    ['Stop-Process -Id 5', 'service'],
    ['Stop-Process -Id $PID'],
    ["$PSDefaultParameterValues['*:Path'] = 'a'", 'unknown[changed-lookup]'],
    ["$PSDefaultParameterValues['*:Encoding'] = 'utf8'"],
    [
      'gci *.txt | ren -NewName { "x$($_.Name)" }',
      'create(x*.txt)',
      'create(x.txt)',
      'move(*.txt/**)',
      'move(.txt/**)',
    ],
    ["'x' >> $PROFILE", 'append(/home/dev/Documents/PowerShell/Microsoft.PowerShell_profile.ps1)', 'privilege'],
  ] as const)
    test(source, () => does(source, ...actions))
})

/** Rows of the fixtures; `tos policy` judges them by the packs, here they only must be read. */
interface Row {
  readonly code: string
  readonly harmless?: boolean
  readonly expect: Readonly<Record<string, string>>
}
const rows = readFileSync(join(repository, 'test/fixtures/policy/powershell.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

describe('the fixtures', () => {
  test('are many enough, and each code stands there once', () => {
    assert.ok(rows.filter(({ harmless }) => harmless === true).length >= 80)
    assert.ok(rows.filter(({ harmless }) => harmless !== true).length >= 120)
    assert.equal(new Set(rows.map(({ code }) => code)).size, rows.length)
  })
  test('whatever is to be stopped does something or is doubted', () => {
    const silent = rows.filter(({ harmless, code }) => harmless !== true && actionsOf(code).length === 0)
    assert.deepEqual(silent, [])
  })
  test('nothing harmless is doubted for its syntax or its code', () => {
    const doubted = rows.filter(
      ({ harmless, code }) => harmless === true && actionsOf(code).some((action) => /syntax|dynamic|too-/.test(action)),
    )
    assert.deepEqual(doubted, [])
  })
})

describe('a cmdlet may give what its switch for that is not seen in', () => {
  for (const [source, ...actions] of [
    ['$p = Start-Process x @h; ri $p.Path', 'delete(‹?›)', 'detach'],
    [
      "$PSDefaultParameterValues['Start-Process:PassThru'] = $true; ri (Start-Process x).Path",
      'delete(‹?›)',
      'detach',
      'unknown[changed-lookup]',
    ],
    ['$p = Stop-Process $PID -PassThru; ri $p.Path', 'delete(‹?›)'],
    ['$p = Stop-Process $PID @h; ri $p.Path', 'delete(‹?›)'],
    ['$p = Copy-Item a b @h; ri $p', 'delete(‹?›)', 'overwrite(b)', 'read(a)'],
    ['$p = Copy-Item a b; ri $p', 'overwrite(b)', 'read(a)'],
  ] as const)
    test(source, () => {
      const found = actionsOf(source)
      for (const action of actions) assert.ok(found.includes(action), `${action}: ${found.join(' ')}`)
      assert.equal(
        found.some((action) => action.startsWith('delete')),
        actions.some((action) => action.startsWith('delete')),
      )
    })
})
