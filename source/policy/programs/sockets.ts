// Sockets in the file system.
import type { Action } from '../model/action.ts'
import { literal, show, type Value } from '../model/value.ts'
import { act } from '../grammar/analysis.ts'
import { among } from '../among.ts'

/** Sockets of services that act for whoever asks them. */
const served = among(
  String.raw`
    docker podman containerd crio dockershim libvirt lxd systemd\/private system_bus_socket ssh-agent agent\.\d+ snapd`,
  { before: '', after: '' },
)

/** A socket in the file system: no network, but who answers may do anything. */
export const socketActions = (path: Value): Action[] =>
  literal(path) === null || served.test(show(path)) ? [act('network', show(path)), act('privilege', show(path))] : []
