import { describe } from 'node:test'
import { does, harmless, neverUnderstood } from './reader.ts'

describe('JavaScript code', () => {
  harmless('that computes, prints and reads is understood', 'javascript', [
    'const url=new URL("https://x/a"); console.log(url.pathname)',
    'const path=require("path"); console.log(path.join("a","b"))',
    'const {join,basename:b}=require("node:path"); console.log(join("a",b("c")))',
    'console.log(require("path").join("a","b"), require("os").cpus().length)',
    'import {readFileSync} from "node:fs"; console.log(readFileSync("a.txt","utf8"))',
    'process.stdout.write(String(1)); process.exitCode=1',
    'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>console.log(s.length))',
    'console.log(/a(b)/.exec("ab")[1], "x".match(/[/"]/g), (1+2)/3, [4][0]/2)',
    'console.log(JSON.parse(fs.readFileSync("a.json")).scripts.test)',
    'const assert=require("assert");assert(1);assert.equal(1,1)',
    '(async()=>{await new Promise(r=>setTimeout(r,1));console.log(1)})()',
    'console.log(1_000, 0xff, 10n, 1e3, 1.5.toFixed(1))',
  ])

  harmless('may look members up by a literal or a number', 'javascript', [
    'console.log(JSON.parse("{}")["name"], [4][0], {["a"]: 1})',
  ])
  neverUnderstood('looks no member up by a name', 'javascript', ['const c={};for(const w of ["a"])console.log(c[w])'])

  harmless('may have classes', 'javascript', [
    'class P{constructor(x){this.x=x} area(){return this.x*2}} console.log(new P(2).area())',
  ])

  neverUnderstood('has only the harmless members of modules, however they are named', 'javascript', [
    'require("fs").readFile(".env",console.log)',
    'require("fs").createReadStream("a").pipe(process.stdout)',
    'const f=require("fs"); f.createReadStream("a")',
    'const {createReadStream:c}=require("fs"); c("a")',
    'const {readFile}=fs; readFile("a",console.log)',
    'import {unlinkSync as u} from "fs"; u(p)',
    'require("fs")["readFileSync"]("a")',
    'require("fs").lutimesSync("a",0,0)',
    'new (require("fs").WriteStream)("a")',
    'require("util").promisify(require("fs").readFile)("a")',
    'const {exec}=require("child_process"); exec(x)',
    'console.log(fs)',
    'Object.values(fs)[0]("x")',
    'process.stdout.connect(80)',
    'console.log(({...fs}).readFile("a",console.log))',
    'const f=require("fs"); ({...f}).readFile("a",console.log)',
    'f(...eval("x"))',
    '{let http=1} http.get("http://x")',
    'import("fs")',
  ])

  neverUnderstood('does not come to the constructor of functions', 'javascript', [
    '1..constructor.constructor("code")()',
    '(()=>{})["constr".concat("uctor")]("x")()',
    'const F=(()=>0)[["constr","uctor"].join("")]; F("x")()',
    'const k=["constr","uctor"].join("");const F=(()=>0)[k]; F("x")()',
    'const k=["constr","uctor"].join("");(()=>0)[k]("x")()',
    'const k="constructo"+String.fromCharCode(114);F=(()=>0)[k];F("x")\n{}',
    'let g=()=>1; g=(()=>0)[k]; g("x")()',
    'const {constructor:F}=()=>0; F("x")()',
    'const {["constr"+"uctor"]:F}=()=>0; F("x")()',
    'class A{} with(()=>0){constructor("x")()}',
    'Error.prepareStackTrace=(e,s)=>s; new Error().stack[0].getThis().fetch("x")',
    'var u0065val=1; \\u0065val("x")',
  ])

  neverUnderstood('has no this outside of classes, and no global in it', 'javascript', [
    'this.fetch("http://x")',
    'this["fetch"]("http://x")',
    'this.Function("x")()',
    'function f(){return this} f().x',
    'class A{constructor(){this.fetch("http://x")}}',
  ])

  neverUnderstood('hides nothing in patterns, comments and templates', 'javascript', [
    'var y=1; y++ /Function("x")()/1',
    'var y=1; y<Function("x")()>2',
    'if(1)/"/.test(1);Function("x")();/"/',
    'if(1){}/"/.test(1);Function("x")();/"/',
    'let y=1;y++/"/.x;Function("x")();"/',
    '<!-- `\nFunction("x")()\n// `',
    'x=1\n--> `\nFunction("x")()\n// `',
    '#!`\nFunction("x")()\n//`',
    '//\u2028Function("x")()',
    '//\u2029Function("x")()',
    '// a\rFunction("x")()',
    '`${[1].map(()=>{return Function("x")})}`',
    '`${`}`;Function("x")();`${1}`}`',
  ])

  does('names the files it reads and changes', 'javascript', [
    ['require("node:fs").writeFileSync("a","x")', 'overwrite a'],
    ['fs.writeFileSync("a","")', 'truncate a'],
    ['const {copyFileSync:c}=require("fs"); c("a","b")', 'read a', 'overwrite b'],
    ['fs.renameSync("a","b")', 'move a', 'overwrite b'],
    ['fs.chmodSync("a",0o4755)', 'metadata a', 'privilege'],
    ['require("./a.json").version', 'read ./a.json'],
    ['fs.readFileSync("a",{encoding:"utf8"})', 'read a'],
  ])

  neverUnderstood('has no files with names or modes that are made', 'javascript', [
    'fs.readFileSync(process.argv[1])',
    'fs.readFileSync("a",{encoding:"utf8",flag:"w+"})',
    'fs.writeFileSync("a","x",{flag:"a"})',
    'require("f".concat("s"))',
  ])

  harmless('in a template is looked at as code', 'javascript', [
    'const p = require("./package.json"); console.log(`${p.name}@${p.version}`)',
    'console.log(`${[1, 2].reduce((a, b) => a + b, 0)} ${(9 / 2).toFixed(1)} \\${eval} ${process.env.HOME}`)',
    'require("node:assert/strict").equal(1, 1, `${process.version}`)',
  ])

  neverUnderstood('in a template is not hidden by what may end it', 'javascript', [
    '`${eval("1")}`',
    '`${process.mainModule.require("fs")}`',
    '`${1 // }\n + eval("1")}`',
    '`${1 /* } */ + eval("1")}`',
    '`${[/}/, eval("1")]}`',
    '`${"}" + eval("1")}`',
    '`a ${`b ${eval("1")}`} c`',
    '`${{}["constructor"]}`',
    'const k = "x"; `${process[k]}`',
  ])
})
