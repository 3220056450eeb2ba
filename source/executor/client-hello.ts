// The server name in the first bytes of a TLS connection, which are not encrypted.

const [handshake, clientHello, serverNameExtension] = [22, 1, 0]

/** 'more': not all of it is there yet; 'none': no TLS; null: TLS without a name. */
export function serverNameOf(bytes: Buffer): { readonly name: string | null } | 'more' | 'none' {
  if (bytes.length > 0 && bytes[0] !== handshake) return 'none'
  if (bytes.length < 9) return 'more'
  if (bytes[1] !== 3 || bytes[5] !== clientHello) return 'none'
  const length = bytes.readUInt16BE(3)
  if (bytes.length < 5 + length) return 'more'
  try {
    return { name: nameIn(bytes.subarray(9, 5 + length)) }
  } catch {
    // A length that leads beyond the end.
    return 'none'
  }
}

/** @param hello - from the version on. @throws RangeError */
function nameIn(hello: Buffer): string | null {
  let at = 2 + 32
  at += 1 + hello.readUInt8(at)
  at += 2 + hello.readUInt16BE(at)
  at += 1 + hello.readUInt8(at)
  if (at >= hello.length) return null
  const end = at + 2 + hello.readUInt16BE(at)
  at += 2
  while (at + 4 <= end) {
    const [type, length] = [hello.readUInt16BE(at), hello.readUInt16BE(at + 2)]
    if (type === serverNameExtension) {
      const size = hello.readUInt16BE(at + 7)
      return hello.subarray(at + 9, at + 9 + size).toString('latin1')
    }
    at += 4 + length
  }
  return null
}
