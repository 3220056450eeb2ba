// What members of .NET and COM do, by what they are called on, as data.
// An effect: `kind:n` concerns the path in argument n, `self` the object's own, `/tree` all below it; a kind alone concerns no path.
// `open` takes a path or an address, `fetch` an address, `far` is the network when that argument is there; `mode` and
// `content` look at the arguments behind the path, `land` too.
import { among } from '../among.ts'
import { effectsBy, when, type Case } from '../grammar/effects.ts'
import { classRows, plainRows } from './dotnet-table.ts'

/**
 * By class, lower case and without `System.`: `io.file::` itself, `io.file.` its instances, `io.file` both; `file.`, `key.` and
 * `plain.` are files and folders, keys of the registry, and what is known as text. `new` makes one, `!cast` makes none of what is
 * written, `name=` sets a property. `*` stands for any letters, alone for all but `new`; the first row that knows the class and the member counts.
 */
export type Members = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Run code, whatever they are called on. */
const running = `invokemember dynamicinvoke createinstance invokemethod invokewithcontext invoke begininvoke invokeasync eval
  executestatement addcode getmethod invokescript invokeexpression addscript addcommand newscriptblock getvariablevalue`

/** Properties of files that change them. */
const settable = 'attributes= isreadonly= lastwritetime*= creationtime*= lastaccesstime*='

const rows: Members = {
  'key.': {
    opensubkey: 'read:0',
    createsubkey: 'create:0',
    'deletesubkey*': 'delete:0',
    'get* close dispose flush tostring equals': 'read:self',
    setaccesscontrol: 'metadata:self privilege',
    '*': 'metadata:self',
  },
  'net.httplistener. net.networkinformation.ping. net.sockets.tcplistener. net.mail*.': {
    'start* send* begin*': 'network',
  },
  'engine.': {
    'getresolved* getunresolved* combine parse* is* normalizerelativepath currentlocation*': '',
    '*': 'code',
  },
  'wmi*.': {
    'win32shutdown* shutdown* reboot': 'power',
    'get* tostring equals dispose clone select*': '',
    terminate: 'service',
  },
  'wmi:win32_process.': { create: 'detach unknown' },
  'wmi:service. wmi:scheduledtask. wmi:scheduledjob.': {
    'create* change* install* register* set*': 'service privilege',
    '*': 'service',
  },
  'wmi:regprov.': { '*': 'registry privilege' },
  'wmi:volume. wmi:disk. wmi:format. wmi:shadow.': { '*': 'disk' },
  'wmi:account. wmi:group.': { '*': 'account privilege' },
  'wmi:*.': { '*': 'unknown' },
  'appdomain.': { 'load* createinstance* execute* define*': 'code' },
  'diagnostics.process.own.': { 'kill closemainwindow waitforexit refresh close dispose': '' },
  'diagnostics.process.': { start: 'detach unknown' },
  'serviceprocess.servicecontroller.': { 'start stop pause continue executecommand': 'service' },
  'diagnostics.eventlog.': { 'clear modify* register* write*': 'service' },
  'adsi. directoryservices.directoryentry.': {
    'setinfo setpassword changepassword create delete* add remove put* invoke* commitchanges moveto copyto rename set*':
      'account privilege',
  },
  'xml*. data.*.': { load: 'open:0', 'readxml*': 'open:0', 'save writexml*': 'overwrite:0' },
  'io.filestream.': { 'setlength lock': 'unknown' },
  'com:*.': {
    'namespace explore': 'share:0',
    copy: 'overwrite:0',
    move: 'overwrite:0 unknown',
    [`get* *exists buildpath specialfolders popup sleep parsename item items windows connect keys count tostring quit read*
      skip* atendof* close range cells sheets worksheets workbooks documents typetext typeparagraph`]: '',
  },
  // Libraries that only keep values or compute.
  'com:scripting.dictionary. com:vbscript.regexp. com:sapi.spvoice.': { '*': '' },
  'com:word.* com:excel.*': { add: '' },
  // They write to what was opened before, or to nothing.
  [`io.streamreader. io.streamwriter. io.filestream. io.memorystream. io.stringreader. io.stringwriter. collections.*. text.*.
    arraylist. hashtable. random*. datetime*. diagnostics.stopwatch.`]: { '*': '' },
  'plain.': { [running]: 'code', '*': '' },
  // A file is emptied, a folder is not.
  'file.': {
    open: 'mode:self',
    openread: 'read:self',
    replace: 'move:self overwrite:0 create:1',
    create: 'create:self truncate:self/maybe',
    [settable]: 'metadata:self',
    'unixfilemode=': 'metadata:self rights:0',
  },
  '.': {
    [settable]: 'metadata:self/maybe',
    'unixfilemode=': 'metadata:self/maybe rights:0',
    'unixcreatemode=': 'rights:0',
  },
  '*.': {
    delete: 'delete:self/tree',
    moveto: 'move:self/tree land:0',
    copyto: 'read:self overwrite:0',
    'replace namespace setowner gettype': '',
    'create createassymboliclink': 'create:self',
    createsubdirectory: 'create:self/tree',
    createtext: 'overwrite:self',
    appendtext: 'append:self',
    open: 'modify:self open:0',
    'load readxml': 'open:0',
    loadfromfile: 'read:0',
    'writexml createtextfile savetofile save saveas extracttofile createshortcut': 'overwrite:0',
    transform: 'open:0 overwrite:1',
    'kill terminate closemainwindow servicestart servicestop stopservice startservice pauseservice': 'service',
    'changestartmode stop': 'service',
    'openwrite encrypt decrypt': 'modify:self',
    opentext: 'read:self',
    setaccesscontrol: 'metadata:self privilege',
    deletefile: 'delete:0',
    deletefolder: 'delete:0/tree',
    movefile: 'move:0 create:1',
    movefolder: 'move:0/tree create:1',
    copyfile: 'read:0 overwrite:1',
    copyfolder: 'read:0/tree overwrite:1/tree',
    opentextfile: 'read:0 modify:0',
    createfolder: 'create:0',
    invokeverb: 'unknown',
    'copyhere movehere': 'overwrite:self/tree unknown',
    extracttodirectory: 'overwrite:0/tree',
    'downloadstring downloadstringasync downloadstringtaskasync downloaddata': 'network fetch:0',
    'downloaddatataskasync openread': 'network fetch:0',
    'downloadfile downloadfileasync downloadfiletaskasync': 'network fetch:0 overwrite:1',
    'uploadstring uploaddata uploadvalues openreadasync getasync getstringasync getbytearrayasync': 'network',
    'getstreamasync postasync putasync patchasync deleteasync sendasync getresponse': 'network',
    'getresponseasync getrequeststream connect connectasync beginconnect bind listen acceptsocket': 'network',
    'accepttcpclient sendpingasync sendmailasync': 'network',
    uploadfile: 'network read:1',
    'navigate navigate2': 'network detach',
    'win32shutdown shutdown shutdownwindows suspend reboot win32shutdowntracker': 'power',
    'format chkdsk': 'disk',
    setpassword: 'account',
    'setvalue deletevalue deletesubkey deletesubkeytree createsubkey setstringvalue setdwordvalue': 'registry',
    'regwrite regdelete': 'key:0',
    regread: 'key-read:0',
    'registertask registertaskdefinition': 'service privilege',
    'setsecuritydescriptor takeownership': 'privilege',
    getnetworkcredential: 'secret',
    'run exec shellexecute executeshellcommand': 'detach unknown',
    [running]: 'code',
  },
}

/** Of what no row above knows. */
const otherRows: Members = {
  'com:*.': { '*': 'unknown' },
  '*.': {
    // They compute, show or tidy up, whatever they are called on.
    [`to* get* contains* startswith endswith indexof* lastindexof* compare compareto equals split trim* pad* substring insert add
      addrange adddays addhours addminutes addseconds addmonths addyears addmilliseconds addticks addmember addlast addfirst
      addheader addbefore addafter append* clear remove* sort reverse clone copy exists isnullor* match matches ismatch dispose
      close flush read* write* peek push pop enqueue dequeue try* has* is* next* subtract select* where first last any all sum
      min max average count distinct groupby orderby* foreach psobject waitforexit refresh join format* normalize compute*
      createelement createattribute createnode appendchild importnode parse* load* startnew restart reset wait notify beep
      setequals union* except* intersect*`]: '',
  },
}

/** One of the names. */
const pattern = (list: string, around: Parameters<typeof among>[1]): RegExp =>
  among(list.replaceAll('.', String.raw`\.`).replaceAll('*', '[^!=]*'), around)

const compiled = [classRows, rows, otherRows, plainRows]
  .flatMap(Object.entries<Members[string]>)
  .map(([classes, members]): readonly [of: RegExp, cases: readonly Case[]] => [
    pattern(classes, { after: String.raw`(?:::|\.)?$` }),
    Object.entries(members).map(([list, effects]) =>
      when(pattern(list, { before: list === '*' ? '^(?!new$)' : '^' }), effects),
    ),
  ])

/** What a member does to what `of` names; undefined: nobody knows. */
export function memberEffects(of: string, name: string): string | undefined {
  const [, cases] = compiled.find(([is, cases]) => is.test(of) && cases.some(([said]) => said.test(name))) ?? []
  return cases && effectsBy(cases, name)
}
