import type { Sandbox } from "../sandbox";
import { isSame } from "./changes";
import { DeployError } from "./failure";
import { cannotDelete } from "./protection";
import { Providers } from "./providers";
import type { Registration } from "./registration";
import { resourceTypes } from "./registry";
import { dependentsOf, inOrder, type Stack } from "./stack";

/** The CLI's commands on a stack that is there, which do not run its program. */

/** `pulumi destroy`. @returns the URNs of what was deleted, in that order. @throws DeployError */
export async function destroy(sandbox: Sandbox, name: string): Promise<string[]> {
  const stack = stackOf(sandbox, name);
  const providers = providersOf(sandbox, stack);
  const all = inOrder([...stack.resources.values(), ...stack.condemned]).reverse();
  const kept = all.find(({ protect }) => protect);
  // The preview that comes before a destruction stops it as a whole.
  if (kept) throw DeployError.of(kept, cannotDelete(kept));
  for (const registration of all) {
    await providers.delete(registration);
    stack.drop(registration);
  }
  return all.filter(({ custom }) => custom).map(({ urn }) => urn);
}

/**
 * `pulumi refresh`: takes what the clouds have into the stack, all of it or, if something cannot be read,
 * nothing. @returns the URNs of what is gone. @throws DeployError
 */
export function refresh(sandbox: Sandbox, name: string): string[] {
  const stack = stackOf(sandbox, name);
  const providers = providersOf(sandbox, stack);
  const found = inOrder(stack.resources.values()).map((registration) => ({
    registration,
    read: providers.read(registration),
  }));
  for (const { registration, read } of found) {
    const type = resourceTypes.get(registration.type);
    if (!read) stack.drop(registration);
    for (const [key, value] of Object.entries(read ?? {})) {
      if (!type || isSame(type, key, registration.inputs[key], value)) continue;
      registration.inputs[key] = value;
      registration.outputs[key] = value;
    }
  }
  return found.filter(({ read }) => !read).map(({ registration }) => registration.urn);
}

/** `pulumi state unprotect`. */
export function unprotect(sandbox: Sandbox, name: string, urn: string): void {
  resourceOf(stackOf(sandbox, name), urn).protect = false;
}

interface DeletionFromState {
  /** What is protected, too. */
  force?: boolean;
  /** And everything that depends on it. */
  targetDependents?: boolean;
}

/** `pulumi state delete`: forgets a resource, and leaves what it stands for. @returns the URNs forgotten. */
export function deleteFromState(
  sandbox: Sandbox,
  name: string,
  urn: string,
  { force = false, targetDependents = false }: DeletionFromState = {},
): string[] {
  const stack = stackOf(sandbox, name);
  const target = resourceOf(stack, urn);
  const dependents = dependentsOf(urn, stack.resources.values());
  if (dependents.length > 0 && !targetDependents) {
    throw new Error(
      `This resource can't be safely deleted because the following resources depend on it:\n${dependents.map((each) => ` * "${each.name}" (${each.urn})`).join("\n")}`,
    );
  }
  const forgotten = [target, ...dependents];
  const kept = forgotten.find(({ protect }) => protect);
  if (kept && !force) {
    throw new Error(
      `${kept.urn} can't be safely deleted because it is protected. Re-run this command with --force to force deletion`,
    );
  }
  for (const registration of forgotten) stack.drop(registration);
  return forgotten.map((each) => each.urn);
}

function stackOf({ stacks }: Sandbox, name: string): Stack {
  const found = [...stacks].find(([id]) => id.endsWith(`/${name}`))?.[1];
  if (!found) throw new Error(`no stack named '${name}' found`);
  return found;
}

function resourceOf({ resources }: Stack, urn: string): Registration {
  const found = resources.get(urn);
  if (!found) throw new Error(`No such resource "${urn}" exists in the current state`);
  return found;
}

function providersOf(sandbox: Sandbox, { config, resources }: Stack): Providers {
  return new Providers(sandbox, { config, find: (urn) => resources.get(urn) });
}
