// What classes of .NET do, as data: functions of a class, and what making an instance does.
import type { Members } from './dotnet-methods.ts'

/** See `dotnet-methods.ts`. */
export const classRows: Members = {
  'io.file::': {
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
    setunixfilemode: 'metadata:0 rights:1',
    'set*': 'metadata:0',
    '*': 'share:0',
  },
  'io.directory::': {
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
  'io.compression.zipfile::': {
    extracttodirectory: 'read:0 overwrite:1/tree',
    createfromdirectory: 'read:0/tree create:1',
    open: 'modify:0',
    openread: 'read:0',
  },
  'microsoft.visualbasic.fileio.filesystem::': { deletefile: 'delete:0', deletedirectory: 'delete:0/tree' },
  'microsoft.win32.registry::': { getvalue: 'key-read:0', setvalue: 'key:0', '*': 'registry' },
  'microsoft.win32.registrykey::': { openbasekey: '', openremotebasekey: 'network' },
  'diagnostics.process::': {
    start: 'detach unknown',
    'getcurrentprocess new': '',
    getprocesses: 'far:0',
    'getprocessesbyname getprocessbyid': 'far:1',
  },
  'diagnostics.eventlog::': { 'exists sourceexists': 'far:1', geteventlogs: 'far:0', new: '' },
  'language.parser::': { parsefile: 'read:0', '*': '' },
  'xml.linq.xdocument:: xml.linq.xelement::': { load: 'open:0', '*': '' },
  'xml.xmlreader::': { create: 'open:0', '*': '' },
  'xml.xmlwriter::': { create: 'overwrite:0', '*': '' },
  'drawing.image:: drawing.bitmap::': { 'fromfile new': 'read:0', '*': '' },
  'drawing.icon::': { extractassociatedicon: 'read:0', '*': '' },
  'environment::': {
    getenvironmentvariable: 'secret-name:0',
    getenvironmentvariables: 'secret',
    setenvironmentvariable: 'environment:0',
    expandenvironmentvariables: 'secret-text:0',
    'currentdirectory=': 'folder',
    '*': '',
  },
  'scriptblock::': { create: 'code' },
  'reflection.assembly::': { 'getexecutingassembly getentryassembly loadwithpartialname': '' },
  'runtime.interopservices.marshal::': {
    'sizeof releasecomobject securestringtobstr': '',
    'ptrtostringauto ptrtostringbstr': 'secret',
  },
  'windows.forms.application::': { setsuspendstate: 'power', '*': '' },
  'net.dns::': { gethostname: '', '*': 'network' },
  'serviceprocess.servicecontroller::': { 'getservices getdevices': 'far:0', new: '', '*': 'service' },
  'security.principal.windowsidentity::': { getcurrent: '', '*': 'privilege' },
  'security.cryptography.protecteddata::': { unprotect: 'secret', '*': '' },
  'io.streamwriter:: xml.xmltextwriter::': { new: 'overwrite:0' },
  'io.streamreader::': { new: 'read:0' },
  'io.filestream::': { new: 'mode:0' },
  'xml.xmltextreader:: xml.xpath.xpathdocument:: media.soundplayer::': { new: 'open:0' },
  [`io.filesystemwatcher:: io.binaryreader:: io.binarywriter:: io.driveinfo:: net.http.httpclient:: net.http.httpclienthandler::
    net.http.httprequestmessage:: net.webclient:: net.webproxy:: net.httplistener:: net.networkcredential:: net.ipendpoint::
    net.websockets.clientwebsocket:: net.networkinformation.ping:: net.mail.mailmessage:: diagnostics.processstartinfo::
    security.principal.windowsprincipal:: management.managementclass:: management.managementobject::
    management.managementobjectsearcher:: pscredential::`]: { new: '' },
  [`scriptblock:: io.fileinfo:: io.directoryinfo:: net.ipaddress:: ipaddress:: net.mail.mailaddress:: wmi*:: adsi*:: powershell:: alias::
    reflection.assembly:: microsoft.win32.registry:: environment::  net.dns:: allow*:: validate*:: supportswildcards:: psdefaultvalue:: credential:: dynamicparam:: hidden:: *listkeyhandler::
    *attribute::`]: { '!cast': '' },
  [`net.sockets*:: net.http*:: net.mail.smtpclient:: data.sqlclient.sqlconnection:: directoryservices.directoryentry::
    directoryservices.directorysearcher:: directoryservices.accountmanagement.principalcontext::`]: { new: 'network' },
  [`net.ipaddress:: net.ipendpoint:: net.webutility:: net.servicepointmanager:: net.networkinformation.networkinterface::
    net.networkinformation.ipglobalproperties:: windows.forms.clipboard:: powershell:: runspacefactory::
    runspaces.runspacefactory::`]: { '*': '' },
}

/** Where nothing else is known: classes that only compute or show. */
export const plainRows: Members = {
  'xml.xmlurlresolver xml.xmlsecureresolver xml.xmlpreloadedresolver text.json.unknown*': { 'new *': 'unknown' },
  'componentmodel.composition* componentmodel.design*': { 'new *': 'unknown' },
  [`math string char byte sbyte int int16 int32 int64 uint16 uint32 uint64 long ulong short ushort single float double decimal bool
    boolean bigint numerics.* datetime datetimeoffset timespan dateonly timeonly timezoneinfo timezone globalization.* guid version
    uri uribuilder convert bitconverter array arraylist hashtable collections.* linq.enumerable tuple valuetuple random regex text.*
    stringcomparer stringcomparison enum nullable object psobject pscustomobject psnoteproperty switch xml xml.xml* xml.linq.*
    xml.xpath.* xml.formatting xml.readstate xml.conformancelevel void type gc console consolecolor io.path io.stringreader
    io.stringwriter io.memorystream io.searchoption io.fileattributes io.filemode io.compression.compressionmode
    io.compression.*stream diagnostics.stopwatch diagnostics.fileversioninfo security.cryptography.* security.securestring
    runtime.interopservices.runtimeinformation runtime.interopservices.osplatform runtime.interopservices.architecture
    operatingsystem environmentvariabletarget threading.thread threading.tasks.* threading.monitor threading.interlocked threading.mutex
    mailaddress net.mail.mailaddress net.httpstatuscode net.securityprotocoltype net.cookie componentmodel.* exception *exception
    management.automation.psobject management.automation.pscustomobject management.automation.semanticversion
    management.automation.errorrecord management.automation.errorcategory management.automation.*attribute
    management.automation.actionpreference management.automation.wildcard* management.automation.psnoteproperty
    management.automation.psaliasproperty management.automation.psmembertypes management.automation.switchparameter
    management.automation.signaturestatus management.automation.commandtypes management.automation.hostutilities
    management.automation.platform management.automation.psparser management.automation.pstoken language.* actionpreference
    cmdletbinding parameter outputtype ordered ref psvariable wildcardpattern semver semanticversion drawing.* data.datatable
    data.dataset web.httputility web.script.serialization.javascriptserializer newtonsoft.json.* security.principal.*
    security.accesscontrol.* intptr timers.timer func action predicate progress lazy`]: { 'new *': '' },
  'net.*::': { '*': 'network' },
}
