import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { seccompFilter } from '../../source/executor/seccomp.ts'

const [allowed, eperm, enosys, eafnosupport] = [0x7fff0000, 0x50001, 0x50026, 0x50061]
const machines = { x64: 0xc000003e, arm64: 0xc00000b7 }

/** What the kernel would do: runs the filter over one call. */
function judge(
  machine: keyof typeof machines,
  number: number,
  args: readonly number[] = [],
  audit = machines[machine],
) {
  const filter = seccompFilter(machine)
  assert.ok(filter)
  const call = Buffer.alloc(64)
  call.writeUInt32LE(number, 0)
  call.writeUInt32LE(audit, 4)
  args.forEach((value, i) => call.writeBigUInt64LE(BigInt(value), 16 + 8 * i))
  let loaded = 0
  for (let at = 0; at < filter.length / 8; at++) {
    const [code, whenTrue, whenFalse] = [filter.readUInt16LE(at * 8), filter[at * 8 + 2] ?? 0, filter[at * 8 + 3] ?? 0]
    const value = filter.readUInt32LE(at * 8 + 4)
    if (code === 0x06) return value
    if (code === 0x20) loaded = call.readUInt32LE(value)
    else if (code === 0x05) at += value
    else {
      const holds = code === 0x15 ? loaded === value : code === 0x35 ? loaded >= value : (loaded & value) !== 0
      at += holds ? whenTrue : whenFalse
    }
  }
  throw new Error('the filter ends without an answer')
}

describe('the system-call filter', () => {
  test('lets ordinary calls pass', () => {
    for (const number of [0, 1, 3, 9, 59, 60, 231, 262, 439])
      assert.equal(judge('x64', number), allowed, String(number))
    for (const number of [63, 64, 93, 221, 222, 439]) assert.equal(judge('arm64', number), allowed, String(number))
  })
  test('refuses mounts, namespaces, keys, kernel programs on both machines', () => {
    for (const number of [165, 272, 308, 250, 321, 425, 442]) assert.equal(judge('x64', number), eperm, String(number))
    for (const number of [40, 97, 268, 219, 280, 425, 442]) assert.equal(judge('arm64', number), eperm, String(number))
  })
  test('knows no call whose arguments it cannot see', () => {
    for (const machine of ['x64', 'arm64'] as const)
      for (const number of [435, 437]) assert.equal(judge(machine, number), enosys)
  })
  test('refuses another convention: 32 bit, x32', () => {
    assert.equal(judge('x64', 1, [], 0x40000003), enosys)
    assert.equal(judge('x64', 0x40000000 + 1), enosys)
    assert.equal(judge('arm64', 1, [], 0x40000028), enosys)
  })
  test('a process may be cloned, a namespace may not', () => {
    assert.equal(judge('x64', 56, [0x1200011]), allowed)
    for (const flag of [0x10000000, 0x20000, 0x20000000, 0x40000000, 0x2000000, 0x4000000, 0x8000000])
      assert.equal(judge('x64', 56, [flag | 17]), eperm)
  })
  test("the sandbox's first process is not traced, others may be", () => {
    const [ptrace, readMemory, pidfdOpen] = [
      { x64: 101, arm64: 117 },
      { x64: 310, arm64: 270 },
      { x64: 434, arm64: 434 },
    ]
    for (const machine of ['x64', 'arm64'] as const) {
      for (const request of [16, 0x4206]) {
        assert.equal(judge(machine, ptrace[machine], [request, 1]), eperm)
        assert.equal(judge(machine, ptrace[machine], [request, 0xf00000001]), eperm)
        assert.equal(judge(machine, ptrace[machine], [request, 2]), allowed)
      }
      for (const { [machine]: number } of [readMemory, pidfdOpen]) {
        assert.equal(judge(machine, number, [1]), eperm)
        assert.equal(judge(machine, number, [7]), allowed)
      }
    }
  })
  test('four families of sockets, and no other', () => {
    for (const family of [1, 2, 10, 16]) assert.equal(judge('x64', 41, [family]), allowed)
    for (const family of [0, 3, 9, 17, 38, 40, 44]) assert.equal(judge('x64', 41, [family]), eafnosupport)
  })
  test('nothing types into a terminal, also with high bits set', () => {
    assert.equal(judge('x64', 16, [0, 0x5401]), allowed)
    for (const request of [0x5412, 0x541c, 0x100005412]) assert.equal(judge('x64', 16, [0, request]), eperm)
  })
  test('modes with set-user-id or set-group-id are refused where a mode counts', () => {
    assert.equal(judge('x64', 90, [0, 0o755]), allowed)
    for (const mode of [0o4755, 0o2755]) assert.equal(judge('x64', 90, [0, mode]), eperm)
    assert.equal(judge('x64', 257, [0, 0, 0o101, 0o4755]), eperm)
    // Without O_CREAT the fourth argument is whatever lay in the register.
    assert.equal(judge('x64', 257, [0, 0, 0, 0o4755]), allowed)
  })
  test('is not made up where the numbers are not known', () => assert.equal(seccompFilter('riscv64'), null))
})
