#!/usr/bin/env node
// Starts the program under a Node that can run it. Old syntax on purpose: any Node must be able to read this file.
import fs from 'node:fs'
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
  var child = childProcess.spawn(node, [url.fileURLToPath(import.meta.url)].concat(args), { stdio: 'inherit' })
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
    signals.forEach(function (name) {
      process.removeAllListeners(name)
    })
    process.kill(process.pid, signal)
  })
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
  var module = await import('node:module')
  // Compiled code is kept between starts; where that is not possible the start is only slower.
  if (module.default.enableCompileCache) module.default.enableCompileCache()
  await import(url.pathToFileURL(bundle).href)
}
