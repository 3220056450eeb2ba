// Start: what a person waits for before anything happens.
import { compareProcesses, milliseconds, program, times, type Row } from './measure.ts'

export function startRows(): Row[] {
  const bare = ['-e', '0']
  const rows: [string, string[]][] = [
    ['tos --version', [program, '--version']],
    ['tos help', [program, 'help']],
  ]
  return rows.map(([what, args]) => {
    const [ours, node] = compareProcesses(args, bare, 15)
    return { what, value: milliseconds(ours), against: `node -e 0, ${milliseconds(node)}`, ratio: times(ours, node) }
  })
}
