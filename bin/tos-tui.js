#!/usr/bin/env node
// Starts the program under a Node that can run it. Old syntax on purpose: any Node must be able to read this file.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import url from 'node:url'

var here = path.dirname(url.fileURLToPath(import.meta.url))
var root = path.dirname(here)
var manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
/** The lowest Node it runs under. */
var needed = manifest.engines.node.replace('>=', '')
var bundle = path.join(root, 'dist', 'cli.js')
var args = process.argv.slice(2)

function say(text) {
  process.stderr.write('tos: ' + text + '\n')
}

/** Is this Node as new as `needed`? */
function isNewEnough() {
  var own = process.versions.node.split('.').map(Number)
  var low = needed.split('.').map(Number)
  for (var i = 0; i < low.length; i++) if (own[i] !== low[i]) return own[i] > low[i]
  return true
}

/** What to type when there is no Node that runs it: in a clone install, else let npx bring one. */
function remedy() {
  if (fs.existsSync(path.join(root, 'source'))) return "run 'npm ci' in " + root
  return "run 'npx -y -p node@24 -p tos-tui tos-tui" + (args.length > 0 ? ' …' : '') + "', which brings one along"
}

/** A Node installed beside the program (this project's own node_modules, or the one it was installed into). */
function localNode() {
  var folder = root
  for (;;) {
    var candidate = path.join(folder, 'node_modules', 'node', 'bin', 'node')
    if (fs.existsSync(candidate)) return candidate
    if (path.dirname(folder) === folder) return null
    folder = path.dirname(folder)
  }
}

async function reexecute(node) {
  var childProcess = await import('node:child_process')
  var child = childProcess.spawn(node, [url.fileURLToPath(import.meta.url)].concat(args), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { TOS_LAUNCHER: String(process.pid) }),
  })
  var signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT']
  signals.forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal)
    })
  })
  child.on('error', function (error) {
    say(node + ' cannot be started (' + error.message + "); run 'npm ci' again")
    process.exit(2)
  })
  child.on('exit', function (code, signal) {
    if (signal === null) process.exit(code)
    if (signal === 'SIGKILL') giveBackTerminal(childProcess)
    signals.forEach(function (name) {
      process.removeAllListeners(name)
    })
    process.kill(process.pid, signal)
  })
}

/** Words of a call that draws no screen: its terminal was never taken. */
var plain = ['--plain', '--json', '--help', '--dry-run']

/** A screen that was killed could not give its terminal back: who survives it does. As in source/ui/output/screen.ts. */
function giveBackTerminal(childProcess) {
  var draws = args.length === 0 || /^(attach|watch|demo|-)/.test(args[0]) || args.indexOf('--tui') >= 0
  var isPlain = plain.some(function (word) {
    return args.indexOf(word) >= 0
  })
  if (!process.stdout.isTTY || !draws || isPlain) return
  process.stdout.write('\u001B[?2026l\u001B[r\u001B[m\u001B[?7h\u001B[?2004l\u001B[?25h\u001B[?1049l')
  childProcess.spawnSync('stty', ['sane'], { stdio: 'inherit' })
}

/** Milliseconds until the launcher is first missed, and between looks. */
var watchMs = 1000
/** Milliseconds that an orderly end may take when the launcher is gone. */
var endMs = 30000

/** In a thread of its own: it looks also when the program itself is busy for ever. */
function watch(launcher) {
  var workerThreads = process.getBuiltinModule('node:worker_threads')
  var code =
    'setInterval(function () { if (process.ppid === ' +
    launcher +
    ') return; if (!this.left) { this.left = Date.now() + ' +
    endMs +
    "; process.kill(process.pid, 'SIGTERM') } else if (Date.now() > this.left) process.kill(process.pid, 'SIGKILL') }, " +
    watchMs +
    ')'
  new workerThreads.Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref()
}

/** Who was started by a launcher ends when that was killed: nobody passes signals on to it any more. */
function followLauncher() {
  var launcher = Number(process.env.TOS_LAUNCHER)
  delete process.env.TOS_LAUNCHER
  // Somebody else's child inherited the variable.
  if (!launcher || process.ppid !== launcher) return
  setTimeout(watch, watchMs, launcher).unref()
}

/**
 * Compiled code is kept between starts; where that is not possible the start is only slower. Node makes the folder and all
 * above it, and never ends where the system makes none (TMPDIR=/proc).
 */
function takesCompiled() {
  if (process.env.NODE_COMPILE_CACHE) return true
  // A relative one lies in whatever folder this is called in.
  if (!path.isAbsolute(os.tmpdir())) return false
  try {
    fs.mkdirSync(path.join(os.tmpdir(), 'node-compile-cache'))
    return true
  } catch (error) {
    return error.code === 'EEXIST'
  }
}

if (args[0] === '--version' || args[0] === '-V') {
  process.stdout.write(manifest.version + '\n')
} else if (!fs.existsSync(bundle)) {
  say("dist/cli.js is missing: the program is not built; run 'npm ci' in " + root)
  process.exitCode = 2
} else if (!isNewEnough()) {
  var node = localNode()
  if (node) await reexecute(node)
  else {
    say('Node ' + needed + ' or newer is needed, this is ' + process.version + '; ' + remedy())
    process.exitCode = 2
  }
} else {
  followLauncher()
  var module = await import('node:module')
  if (module.default.enableCompileCache && takesCompiled()) module.default.enableCompileCache()
  await import(url.pathToFileURL(bundle).href)
}
