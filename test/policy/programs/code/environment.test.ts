import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LanguageName } from '../../../../source/policy/readers/code/languages.ts'
import { deedsOf, harmless } from './reader.ts'

const secrets: readonly (readonly [LanguageName, string])[] = [
  ['python', 'import os; print(os.environ, sep="\\n")'],
  ['python', 'import os; print(os.environ,"x")'],
  ['python', 'import os; print(os.environ["OPENAI_API" "_KEY"])'],
  ['python', 'import os; print(os.environ["OPENAI_API_%s" % "KEY"])'],
  ['python', 'import os; print(os.environ["YEK_IPA_IANEPO"[::-1]])'],
  ['python', 'import os; N="OPENAI_API_KEY"; print(os.environ[N])'],
  ['python', 'import os; print(os.getenv("OPENAI_API_{}".format("KEY")))'],
  ['python', 'from os import environ as e; print(e["_".join(["OPENAI","API_KEY"])])'],
  ['javascript', 'console.log(process.env,"x")'],
  ['javascript', 'process.env["OPENAI_API_".concat("KEY")]'],
  ['javascript', 'process.env[`OPENAI_API_${"K"+"EY"}`]'],
  ['javascript', 'const N="OPENAI_API_KEY"; console.log(process.env[N])'],
  ['javascript', 'const {env}=process; console.log(env.OPENAI_API_KEY)'],
  ['javascript', 'process.env.valueOf()'],
  ['perl', 'print "key=$ENV{OPENAI_API_KEY}"'],
  ['perl', 'print @ENV{OPENAI_API_KEY}'],
  ['perl', 'say $ENV{"OPENAI_A"."PI_KEY"}'],
  ['perl', 'print $ENV{join "_","OPENAI","API","KEY"}'],
  ['perl', 's/x/$ENV{API_KEY}/; print'],
  ['perl', 'print %ENV,"x"'],
  ['ruby', 'puts ENV["OPENAI_" "API_KEY"]'],
  ['ruby', 'puts ENV["OPENAI_"<<"API_KEY"]'],
  ['ruby', 'puts "#{ENV.map{|k,v| v}}"'],
  ['php', 'echo "$_ENV[OPENAI_API_KEY]";'],
  ['php', 'echo getenv("OPENAI_API"."_KEY");'],
  ['lua', 'print(os.getenv("OPENAI_API" .. "_KEY"))'],
  ['tcl', 'puts "$env(OPENAI_API_KEY)"'],
  ['tcl', 'puts "key: $::env(OPENAI_API_KEY)"'],
]

test('a variable with a key is read unless exactly one harmless literal names another', () => {
  const missed = secrets.filter(([language, code]) => !deedsOf(language, code).includes('secret'))
  assert.deepEqual(missed, [])
})

harmless('one variable with a harmless name is read by Python', 'python', [
  'import os; print(os.environ["HOME"], os.getenv("HOME", "x"), os.environ.get("USER"))',
  'from os import environ as e; print(e["HOME"])',
])
harmless('one variable with a harmless name is read by JavaScript', 'javascript', [
  'console.log(process.env.HOME, process.env["HOME"])',
])
harmless('one variable with a harmless name is read by Perl', 'perl', ['print $ENV{HOME}, $ENV{"HOME"}'])
