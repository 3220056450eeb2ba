// The program's entry: argv in, exit code out. Nothing heavy is loaded here.
const { lostOutput, main, reportError } = await import('./cli/main.ts')
process.once('uncaughtException', (error) => {
  // Behind the viewer, which gives the terminal back at the exit: what is printed before is gone with its screen.
  process.once('exit', () => reportError(error))
  process.exit(1)
})
const code = await main(process.argv.slice(2))
// What a write met is told in the next turn.
await new Promise((resolve) => setImmediate(resolve))
// A pipe takes 64 kB at once; the rest is still on its way and would be lost. A terminal nobody reads is not waited for.
for (const stream of [process.stdout, process.stderr]) {
  if (stream.isTTY || stream.destroyed || stream.writableLength === 0) continue
  await new Promise((resolve) => stream.write('', resolve))
}
const unsaid = lostOutput()
if (unsaid) process.stderr.write(`tos: ${unsaid.where}: ${unsaid.what}; ${unsaid.remedy}\n`)
process.exit(unsaid && code === 0 ? unsaid.exitCode : code)
