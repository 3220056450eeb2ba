// Methods of .NET and COM objects that tell by their name what they do, as data.
import { among, byNames } from '../among.ts'

/** Methods that tell by their name, whatever they are called on. `self`: the path of the object. */
export const methodEffects = byNames({
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
  'invokemember dynamicinvoke createinstance invokemethod invokewithcontext begininvoke eval': 'code',
  'executestatement addcode getmethod': 'code',
})

/** Methods of files and folders. */
export const fileMethods = byNames({
  open: 'mode:self',
  openread: 'read:self',
  replace: 'move:self overwrite:0 create:1',

  // A file is emptied, a folder is not.
  create: 'create:self truncate:self/maybe',
})

/** Methods that compute, show or tidy up, whatever they are called on. */
const harmless = among(String.raw`
    to\w* get\w* contains\w* startswith endswith indexof\w* lastindexof\w* compare(?:to)? equals split trim\w* pad\w*
    substring insert add addrange adddays addhours addminutes addseconds addmonths addyears addmilliseconds addticks
    addmember addlast addfirst addheader addbefore addafter append\w* clear remove\w* sort reverse clone copy exists
    isnullor\w* match(?:es)? ismatch dispose close flush read\w* write\w* peek push pop enqueue dequeue try\w+ has\w*
    is\w+ next\w* subtract add select\w* where first last any all sum min max average count distinct groupby
    orderby\w* foreach psobject waitforexit refresh join format\w* normalize compute\w* createelement createattribute
    createnode appendchild importnode parse\w* load\w* startnew restart reset wait notify beep setequals union\w*
    except\w* intersect\w*`)
export const isHarmlessMethod = (name: string): boolean => harmless.test(name)
