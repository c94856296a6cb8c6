import * as pulumi from "@pulumi/pulumi";

/** How long IAM may take until all its endpoints know a role or a policy, in milliseconds. */
const propagation = 30_000;

/** What of a role and of its policy IAM has to tell its endpoints. */
const told = ["assumeRolePolicy", "policy"];

/**
 * Waits until IAM knows what a role or its policy was made or changed to be.
 *
 * A hook of the resource, and no resource of its own: it is run by the process that runs the component, so that it
 * works for programs in every language.
 */
export async function untilKnown(change: pulumi.ResourceHookArgs): Promise<void> {
  if (tellsAnew(change)) await new Promise((resolve) => setTimeout(resolve, propagation));
}

/**
 * The hook by which a role and its policy wait; none where a program is tested with the SDK's mocks, which fail whatever has a
 * hook.
 *
 * @param name Unique in the deployment.
 */
export function untilKnownHooks(name: string): pulumi.ResourceHook[] {
  const monitor = pulumi.runtime.getMonitor();
  const knowsHooks = monitor !== undefined && "registerResourceHook" in monitor;
  return knowsHooks ? [new pulumi.ResourceHook(name, untilKnown)] : [];
}

/** Whether IAM has something to tell: not when only the description or the tags of a role are others. */
export function tellsAnew({
  oldInputs,
  newInputs,
}: Pick<pulumi.ResourceHookArgs, "oldInputs" | "newInputs">): boolean {
  return told.some((input) => oldInputs?.[input] !== newInputs?.[input]);
}
