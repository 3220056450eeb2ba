// The system calls no command may make, as a seccomp filter in the bytes the kernel takes.

const [eperm, enosys, eafnosupport] = [1, 38, 97]
const setIdBits = 0o6000
const createFlags = 0x40 | 0x400000 // O_CREAT, O_TMPFILE
/** CLONE_NEW*: namespaces give capabilities back. */
const namespaceFlags = 0x7e020000
const terminalInput = [0x5412, 0x541c] // TIOCSTI, TIOCLINUX
const families = [1, 2, 10, 16] // UNIX, INET, INET6, NETLINK

/** All conditions must hold. `arg` counts from 0; only the low 32 bits are looked at, as the kernel itself does here. */
interface Condition {
  readonly arg: number
  readonly test: 'has a bit of' | 'is one of' | 'is none of'
  readonly values: readonly number[]
}
interface Rule {
  readonly calls: readonly string[]
  readonly errno: number
  readonly when?: readonly Condition[]
}

const bits = (arg: number, ...values: number[]): Condition => ({ arg, test: 'has a bit of', values })
const isInit = (arg: number): Condition => ({ arg, test: 'is one of', values: [1] })

/** At most one rule per call. */
const rules: readonly Rule[] = [
  {
    // Mounts, namespaces, kernel code, keys, clocks and what has been a way into the kernel more often than it was needed.
    calls: (
      'mount umount2 pivot_root chroot move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick mount_setattr ' +
      'setns unshare bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register kexec_load ' +
      'kexec_file_load init_module finit_module delete_module keyctl add_key request_key open_by_handle_at swapon swapoff ' +
      'reboot acct quotactl quotactl_fd settimeofday clock_settime adjtimex clock_adjtime iopl ioperm syslog ' +
      'lookup_dcookie vhangup fanotify_init'
    ).split(' '),
    errno: eperm,
  },
  // Their arguments lie in memory, where a filter cannot look. Programs go on with the older calls.
  { calls: ['clone3', 'openat2'], errno: enosys },
  { calls: ['clone'], errno: eperm, when: [bits(0, namespaceFlags)] },
  { calls: ['ioctl'], errno: eperm, when: [{ arg: 1, test: 'is one of', values: terminalInput }] },
  // Who traces the sandbox's first process takes the death signal off it, and outlives the end and the limit.
  { calls: ['ptrace'], errno: eperm, when: [isInit(1)] },
  { calls: ['process_vm_readv', 'process_vm_writev', 'pidfd_open'], errno: eperm, when: [isInit(0)] },
  // Sockets that no network namespace holds, to the hypervisor among others.
  { calls: ['socket'], errno: eafnosupport, when: [{ arg: 0, test: 'is none of', values: families }] },
  // A set-user-id file made by root would be root's power for whoever finds it.
  { calls: ['chmod', 'fchmod'], errno: eperm, when: [bits(1, setIdBits)] },
  { calls: ['fchmodat', 'fchmodat2'], errno: eperm, when: [bits(2, setIdBits)] },
  { calls: ['creat', 'mknod'], errno: eperm, when: [bits(1, setIdBits)] },
  { calls: ['mknodat'], errno: eperm, when: [bits(2, setIdBits)] },
  { calls: ['open'], errno: eperm, when: [bits(1, createFlags), bits(2, setIdBits)] },
  { calls: ['openat'], errno: eperm, when: [bits(2, createFlags), bits(3, setIdBits)] },
]

/** Numbers that are the same everywhere (calls newer than 2018). */
const shared =
  'io_uring_setup 425 io_uring_enter 426 io_uring_register 427 open_tree 428 move_mount 429 fsopen 430 fsconfig 431 ' +
  'fsmount 432 fspick 433 pidfd_open 434 clone3 435 openat2 437 mount_setattr 442 quotactl_fd 443 fchmodat2 452 open_tree_attr 467'

interface Machine {
  /** AUDIT_ARCH_*: calls by another convention (32 bit) are refused. */
  readonly audit: number
  /** Call numbers from here on are another convention's. */
  readonly limit: number | null
  readonly numbers: ReadonlyMap<string, number>
}

const numbersOf = (text: string): ReadonlyMap<string, number> => {
  const words = `${text} ${shared}`.split(' ')
  return new Map(words.flatMap((name, i) => (i % 2 === 0 ? [[name, Number(words[i + 1])] as const] : [])))
}

const machines: Partial<Record<NodeJS.Architecture, Machine>> = {
  x64: {
    audit: 0xc000003e,
    limit: 0x40000000,
    numbers: numbersOf(
      'open 2 ioctl 16 socket 41 clone 56 creat 85 chmod 90 fchmod 91 ptrace 101 syslog 103 mknod 133 vhangup 153 pivot_root 155 ' +
        'adjtimex 159 chroot 161 acct 163 settimeofday 164 mount 165 umount2 166 swapon 167 swapoff 168 reboot 169 ' +
        'iopl 172 ioperm 173 init_module 175 delete_module 176 quotactl 179 lookup_dcookie 212 clock_settime 227 ' +
        'kexec_load 246 add_key 248 request_key 249 keyctl 250 openat 257 mknodat 259 fchmodat 268 unshare 272 ' +
        'perf_event_open 298 fanotify_init 300 open_by_handle_at 304 clock_adjtime 305 setns 308 finit_module 313 ' +
        'process_vm_readv 310 process_vm_writev 311 kexec_file_load 320 bpf 321 userfaultfd 323',
    ),
  },
  arm64: {
    audit: 0xc00000b7,
    limit: null,
    numbers: numbersOf(
      'lookup_dcookie 18 ioctl 29 mknodat 33 umount2 39 mount 40 pivot_root 41 chroot 51 fchmod 52 fchmodat 53 openat 56 ' +
        'vhangup 58 quotactl 60 acct 89 unshare 97 kexec_load 104 init_module 105 delete_module 106 clock_settime 112 ' +
        'syslog 116 ptrace 117 reboot 142 settimeofday 170 adjtimex 171 socket 198 add_key 217 request_key 218 keyctl 219 clone 220 ' +
        'swapon 224 swapoff 225 perf_event_open 241 fanotify_init 262 open_by_handle_at 265 clock_adjtime 266 setns 268 ' +
        'process_vm_readv 270 process_vm_writev 271 ' +
        'finit_module 273 bpf 280 userfaultfd 282 kexec_file_load 294',
    ),
  },
}

type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, value: number]
const load = (offset: number): Instruction => [0x20, 0, 0, offset]
const ifEqual = (value: number, whenTrue: number, whenFalse: number): Instruction => [0x15, whenTrue, whenFalse, value]
const ifAtLeast = (value: number, whenTrue: number, whenFalse: number): Instruction => [
  0x35,
  whenTrue,
  whenFalse,
  value,
]
const ifAnyBit = (value: number, whenTrue: number, whenFalse: number): Instruction => [0x45, whenTrue, whenFalse, value]
const overOne: Instruction = [0x05, 0, 0, 1]
const answer = (value: number): Instruction => [0x06, 0, 0, value]
const allow = answer(0x7fff0000)
const refuse = (errno: number): Instruction => answer(0x00050000 | errno)
const [numberAt, machineAt] = [0, 4]
const argumentAt = (arg: number): number => 16 + 8 * arg

/** The filter for this machine; null where its call numbers are not known. */
export function seccompFilter(architecture: NodeJS.Architecture = process.arch): Buffer | null {
  const machine = machines[architecture]
  if (!machine) return null
  const { audit, limit, numbers } = machine
  const program = [
    load(machineAt),
    ifEqual(audit, 1, 0),
    refuse(enosys),
    load(numberAt),
    ...(limit === null ? [] : [ifAtLeast(limit, 0, 1), refuse(enosys)]),
    ...rules.flatMap((rule) =>
      rule.calls.flatMap((name) => {
        const number = numbers.get(name)
        return number === undefined ? [] : blockOf(number, rule)
      }),
    ),
    allow,
  ]
  const bytes = Buffer.alloc(program.length * 8)
  program.forEach(([code, whenTrue, whenFalse, value], i) => {
    bytes.writeUInt16LE(code, i * 8)
    bytes.writeUInt8(whenTrue, i * 8 + 2)
    bytes.writeUInt8(whenFalse, i * 8 + 3)
    bytes.writeUInt32LE(value, i * 8 + 4)
  })
  return bytes
}

/** Answers one call; another call's number jumps over it. */
function blockOf(number: number, { errno, when = [] }: Rule): Instruction[] {
  const tests = when.flatMap(conditionOf)
  const body = [...tests, refuse(errno)]
  return [ifEqual(number, 0, body.length), ...body]
}

/** Falls through when the condition holds, else allows the call. */
function conditionOf({ arg, test, values }: Condition): Instruction[] {
  const all = values.reduce((sum, value) => sum | value, 0)
  if (test === 'has a bit of') return [load(argumentAt(arg)), ifAnyBit(all, 1, 0), allow]
  // A match jumps over what stands directly behind the comparisons.
  const compare = values.map((value, i) => ifEqual(value, values.length - i, 0))
  return test === 'is one of'
    ? [load(argumentAt(arg)), ...compare, allow]
    : [load(argumentAt(arg)), ...compare, overOne, allow]
}
