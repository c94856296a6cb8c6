/** What the SDK's errors are told apart by: AWS's code, the SDK's class, or for a request without an answer the socket's code. */
export function failureCode(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Whether the code is of a connection: refused, cut, too slow, not HTTP, or with a certificate that nobody vouches for. */
export function isUnreachable(code: string): boolean {
  return /^(E[A-Z_]+|HPE_[A-Z_]+|UNABLE_TO_[A-Z_]+|TimeoutError|.*(CERT|SSL).*)$/.test(code);
}
