// What classes of .NET do, as data.
// An effect: `kind:n` concerns the path in argument n, `/tree` all below it; a kind alone concerns no path.
// `open` takes a path or an address, `fetch` an address, `far` is the network when that argument is there; `mode` and
// `content` look at the arguments behind the path, `land` too.
import { among, byNames, names } from '../among.ts'

type Effects = Readonly<Record<string, string>>
const table = (rows: Readonly<Record<string, Effects>>): ReadonlyMap<string, ReadonlyMap<string, string>> =>
  new Map(Object.entries(rows).flatMap(([types, effects]) => names(types).map((type) => [type, byNames(effects)])))

const files: Effects = {
  delete: 'delete:0',
  move: 'move:0 land:1',
  copy: 'read:0 overwrite:1',
  replace: 'move:0 overwrite:1 create:2',
  'create createtext': 'truncate:0',
  createsymboliclink: 'create:0 link:0',
  'open openhandle': 'mode:0',
  'openwrite encrypt decrypt': 'modify:0',
  'openread opentext readalltext readalltextasync readallbytes readallbytesasync readalllines': 'read:0',
  'readalllinesasync readlines readlinesasync': 'read:0',
  'writealltext writealltextasync writeallbytes writealllines': 'content:0',
  'writeallbytesasync writealllinesasync': 'overwrite:0',
  'appendalltext appendalltextasync appendalllines appendallbytes appendtext': 'append:0',
  setaccesscontrol: 'metadata:0 privilege',
  'setunixfilemode set*': 'metadata:0',
  '*': 'share:0',
}

/** By class, lower case, without `System.`; `*` is every other method, `set*` every other setter. */
export const staticMethods = table({
  'io.file': files,
  'io.directory': {
    delete: 'delete:0/tree',
    move: 'move:0/tree land:1',
    createdirectory: 'create:0',
    createtempsubdirectory: '',
    createsymboliclink: 'create:0 link:0',
    setcurrentdirectory: 'folder',
    setaccesscontrol: 'metadata:0 privilege',
    'set*': 'metadata:0',
    '*': 'share:0',
  },
  'io.compression.zipfile': {
    extracttodirectory: 'read:0 overwrite:1/tree',
    createfromdirectory: 'read:0/tree create:1',
    open: 'modify:0',
    openread: 'read:0',
  },
  'microsoft.visualbasic.fileio.filesystem': {
    deletefile: 'delete:0',
    deletedirectory: 'delete:0/tree',
  },
  'microsoft.win32.registry': { getvalue: 'key-read:0', setvalue: 'key:0', '*': 'registry' },
  'microsoft.win32.registrykey': { openbasekey: '', openremotebasekey: 'network' },
  'diagnostics.process': {
    start: 'detach unknown',
    getcurrentprocess: '',
    getprocesses: 'far:0',
    'getprocessesbyname getprocessbyid': 'far:1',
  },
  'diagnostics.eventlog': { 'exists sourceexists': 'far:1', geteventlogs: 'far:0' },
  'language.parser': { parsefile: 'read:0', '*': '' },
  'xml.linq.xdocument xml.linq.xelement': { load: 'open:0', '*': '' },
  'xml.xmlreader': { create: 'open:0', '*': '' },
  'xml.xmlwriter': { create: 'overwrite:0', '*': '' },
  'drawing.image drawing.bitmap': { fromfile: 'read:0', '*': '' },
  'drawing.icon': { extractassociatedicon: 'read:0', '*': '' },
  environment: {
    getenvironmentvariable: 'secret-name:0',
    getenvironmentvariables: 'secret',
    setenvironmentvariable: 'environment:0',
    expandenvironmentvariables: 'secret-text:0',
    'exit failfast *': '',
  },
  'reflection.assembly': { 'getexecutingassembly getentryassembly loadwithpartialname': '' },
  'runtime.interopservices.marshal': {
    'sizeof releasecomobject securestringtobstr': '',
    'ptrtostringauto ptrtostringbstr': 'secret',
  },
  'windows.forms.application': { setsuspendstate: 'power', '*': '' },
  'net.ipaddress net.ipendpoint net.webutility net.servicepointmanager net.networkinformation.networkinterface': {
    '*': '',
  },
  'net.networkinformation.ipglobalproperties windows.forms.clipboard powershell runspacefactory': { '*': '' },
  'runspaces.runspacefactory': { '*': '' },
  'net.dns': { '*': 'network', gethostname: '' },
  'serviceprocess.servicecontroller': { getservices: 'far:0', getdevices: 'far:0', '*': 'service' },
  'security.principal.windowsidentity': { getcurrent: '', '*': 'privilege' },
  'security.cryptography.protecteddata': { unprotect: 'secret', '*': '' },
})

/** What making an instance does. */
export const constructors = byNames({
  'io.streamwriter xml.xmltextwriter': 'overwrite:0',
  'io.streamreader drawing.bitmap': 'read:0',
  'io.filestream': 'mode:0',
  'xml.xmltextreader xml.xpath.xpathdocument media.soundplayer': 'open:0',
  'serviceprocess.servicecontroller diagnostics.eventlog io.filesystemwatcher io.binaryreader': '',
  'io.binarywriter io.driveinfo net.http.httpclient net.http.httpclienthandler': '',
  'net.http.httprequestmessage net.webclient net.webproxy net.httplistener net.networkcredential': '',
  'net.ipendpoint net.websockets.clientwebsocket net.networkinformation.ping net.mail.mailmessage': '',
  'diagnostics.process diagnostics.processstartinfo security.accesscontrol.filesystemaccessrule': '',
  'security.principal.windowsprincipal security.principal.ntaccount': '',
  'security.principal.securityidentifier management.managementclass management.managementobject': '',
  'management.managementobjectsearcher pscredential': '',
  'net.sockets.tcpclient net.sockets.udpclient net.sockets.tcplistener net.sockets.socket': 'network',
  'net.mail.smtpclient data.sqlclient.sqlconnection directoryservices.directoryentry': 'network',
  'directoryservices.directorysearcher directoryservices.accountmanagement.principalcontext': 'network',
})

/** Classes that only compute or show. */
export const harmlessTypes = among(String.raw`
    math string char byte sbyte int u?int(?:16|32|64) long ulong short ushort single float double decimal bool boolean
    bigint numerics\.\w+ datetime datetimeoffset timespan dateonly timeonly timezoneinfo timezone
    globalization\.[\w.]+ guid version uri uribuilder convert bitconverter array arraylist hashtable
    collections\.[\w.]+ linq\.enumerable tuple valuetuple random regex text\.(?!json\.unknown)[\w.]+ stringcomparer
    stringcomparison enum nullable object psobject pscustomobject psnoteproperty switch xml
    xml\.xml(?!urlresolver|secureresolver|preloadedresolver)\w+ xml\.linq\.\w+ xml\.xpath\.\w+ xml\.formatting
    xml\.readstate xml\.conformancelevel void type gc console consolecolor io\.path io\.stringreader io\.stringwriter
    io\.memorystream io\.searchoption io\.fileattributes io\.filemode io\.compression\.compressionmode
    io\.compression\.\w+stream diagnostics\.stopwatch diagnostics\.fileversioninfo
    security\.cryptography\.(?!protecteddata)\w+ security\.securestring runtime\.interopservices\.runtimeinformation
    runtime\.interopservices\.osplatform runtime\.interopservices\.architecture operatingsystem environment\w+
    threading\.(?:thread|tasks\.\w+|monitor|interlocked|mutex) mailaddress net\.mail\.mailaddress net\.httpstatuscode
    net\.securityprotocoltype net\.cookie componentmodel\.(?!composition|design)[\w.]+ exception \w*exception
    io\.\w+exception management\.automation\.psobject management\.automation\.pscustomobject
    management\.automation\.semanticversion management\.automation\.errorrecord management\.automation\.errorcategory
    management\.automation\.\w+exception management\.automation\.\w+attribute management\.automation\.actionpreference
    management\.automation\.wildcard\w+ management\.automation\.psnoteproperty management\.automation\.psaliasproperty
    management\.automation\.psmembertypes management\.automation\.switchparameter
    management\.automation\.signaturestatus management\.automation\.commandtypes management\.automation\.hostutilities
    management\.automation\.platform management\.automation\.psparser management\.automation\.pstoken language\.parser
    language\.token language\.\w+ actionpreference cmdletbinding parameter outputtype ordered ref psvariable
    wildcardpattern semver semanticversion drawing\.[\w.]+ data\.datatable data\.dataset web\.httputility
    web\.script\.serialization\.javascriptserializer newtonsoft\.json\.[\w.]+ security\.principal\.\w+
    security\.accesscontrol\.\w+ intptr timers\.timer func action predicate progress lazy`)
