import { describe } from 'node:test'
import { does, harmless, neverUnderstood } from './reader.ts'

describe('Perl code', () => {
  harmless('that computes and prints is understood', 'perl', [
    'my %h; $h{$_}++ for (1,2); print $_, ": ", $h{$_}, "\\n" for sort keys %h',
    'print "$1\\n" if /(\\d+)/',
    'my @a=(1,2,3); print $a[0], " $x\\n", $x % $n',
    'tr/a-z/A-Z/; s{a}{b}g; s|x|y|; print $x/2',
    'local $/; while(my $l=<STDIN>){print uc $l}',
    '$c{lc $_}++ for split /\\W+/; END { print "$_ ", $c{$_} for sort { $c{$b} <=> $c{$a} } keys %c }',
  ])
  neverUnderstood('hides nothing in quotes, comments and patterns', 'perl', [
    'print $";system("x");print $"',
    "print $x'a;system('x');print 'b",
    'print $#-; system "x"',
    'print $#{[1]};system "x"',
    'print $#$x; system("x")',
    'print <<A;\n"\nA\nsystem("x");"',
    '=pod\n"\n=cut\nsystem("x");"',
    "m[']; system(1); m[']",
    "m ['] ; system(1); m [']",
    's{a}"b"; system(1); "{c}"',
    'say/"/;system("x");print/"/',
    '$h{a}/"/;system("x");/"/',
    's/a/b/ee',
  ])
  neverUnderstood('hides nothing in strings', 'perl', [
    'print "@{[ map { system $_ } q(x) ]}"',
    'print "${\\ system(1)}"',
    'print "$x{system(1)}"',
    'print "$x[system(1)]"',
  ])
  neverUnderstood('reaches nothing by its name', 'perl', [
    '$n="ENV"; print %$n',
    'print $$n{X}',
    'print %{"ENV"}',
    '*x=*ENV',
    'print $a.unlink($x)',
    'gethostbyname=>1;gethostbyname("x")',
    'sub getpwnam{1} getpwnam("x")',
    '($<,$>)=(0,0)',
    '$^I=".b"; while(<>){print}',
    '#!perl -i\nwhile(<>){print}',
    'BEGIN{unshift @INC,"/tmp"} use POSIX;',
    '@ARGV=("a");print <>',
    'push @ARGV,"a"; print <>',
  ])
  does('names every file it deletes', 'perl', [
    ['unlink "a", "b"', 'delete a', 'delete b'],
    ['unlink "a", $x', 'delete a', 'unknown'],
  ])
})

describe('Ruby code', () => {
  harmless('that computes, prints and reads is understood', 'ruby', [
    'puts "a", (1..10).sum; print "b\n"',
    'puts File.read("a.txt").size',
    'puts("a".upcase + "b")',
  ])
  neverUnderstood('loads nothing of the project', 'ruby', ['require "./x"', 'require_relative "x"', 'load "x.rb"'])
  neverUnderstood('hides nothing', 'ruby', [
    '#{"\nsystem("x")\n"',
    '?";system("x");?"',
    'puts $";system("x");$"',
    'puts <<A\n"\nA\nsystem("x")\n"',
    '=begin\n"\n=end\nsystem("x")\n"',
    'x /"/;system("x");/"/',
    'puts /#{system("x")}/',
    'puts "#{[1].map{|x| system("x")}}"',
    'puts "#{{a: system("x")}}"',
  ])
  neverUnderstood('calls no method by a made name', 'ruby', [
    '["x"].each(&:system)',
    '["x"].map(&:"system")',
    '["","system(1)"].inject("instance_"+"eval")',
    '["","system(1)"].inject(:instance_eval)',
    'Kernel.system("x")',
    'IO.read("|x")',
    'x=File; x.delete("a")',
    'ARGV.push("a"); puts gets',
  ])
})

describe('PHP code', () => {
  harmless('that computes and prints is understood', 'php', [
    'echo 1+1, PHP_EOL;',
    'echo strtoupper("a" . "b");',
    'echo strlen(file_get_contents("a.txt"));',
  ])
  neverUnderstood('calls no function by a text', 'php', [
    '"system"("x");',
    '("sys"."tem")("x");',
    '["system"][0]("x");',
    '$x="system";$x("a");',
    'array_map("system",["x"]);',
    '$f="sys"."tem";array_map($f,["x"]);',
    'usort($a,"system");',
    'echo "a".system("x");',
    'echo implode(array_map("file_get_contents",["a"]));',
    '\\system("x");',
  ])
  neverUnderstood('hides nothing', 'php', [
    'echo "{${system("x")}}";',
    'echo "${system("x")}";',
    '1 ?>"<?=system("x")?>"<?php ',
    'echo <<<A\n"\nA;\nsystem("x");"',
    '#[A("\n")] system("x");',
  ])
  does('reads files and addresses', 'php', [
    ['echo file_get_contents("a");', 'read a'],
    ['echo file_get_contents("http://x");', 'network'],
    ['fopen("http://x","r");', 'network'],
    ['readfile("php://filter/resource=a");', 'unknown'],
  ])
})

describe('Lua code', () => {
  harmless('that computes and prints is understood', 'lua', [
    'print(1+1, "a", os.date())',
    'print(math.floor(2.5)) print("b")',
  ])
  neverUnderstood('has only the harmless members of modules', 'lua', [
    'local o=os; o.execute("x")',
    'os["execute"]("x")',
    'print("a"..os.execute("x"))',
    'for k,v in pairs(os) do v("x") end',
    '--[=[ \n" ]=] os.execute("x") --"',
  ])
})

describe('Tcl code', () => {
  harmless('that computes and prints is understood', 'tcl', ['puts 1', 'puts "a b"; puts "c"'])
  neverUnderstood('hides no command', 'tcl', [
    'set x { "}\nexec touch x\nset y { "}',
    'if 1 "exec touch x"',
    'foreach x 1 "exec touch x"',
    '"exec" touch x',
    'set c "exec"; $c touch x',
    'ex\\ec touch x',
    'puts "[exec touch x]"',
  ])
})
