/** Something could not be made, changed or deleted; the deployment ends with it. */
export class DeployError extends Error {
  constructor(
    /** The logical name of the resource, or the token of the call. */
    readonly resource: string,
    readonly type: string,
    /** Why, in the words of the service, the provider or the engine. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${resource} (${type}): ${reason}`, options);
  }

  /** The error of one resource or call, whatever was thrown. */
  static of({ name, type }: { name: string; type: string }, cause: unknown): DeployError {
    if (cause instanceof DeployError) return cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new DeployError(name, type, reason, { cause });
  }
}
