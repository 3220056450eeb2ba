// In the place of node:http2 in the bundle: undici asks for it where it might be missing.

export const http2 = missing()

function missing(): never {
  throw new Error('HTTP/2 is not spoken here')
}
