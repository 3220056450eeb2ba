// The program's entry: argv in, exit code out. Nothing heavy is loaded here.
const { main } = await import('./cli/main.ts')
process.exit(await main(process.argv.slice(2)))
