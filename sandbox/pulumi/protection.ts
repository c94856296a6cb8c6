import type { Registration } from "./registration";

/** How the engine refuses to touch what is protected, in its words. */

export function cannotDelete({ urn }: Registration): Error {
  return new Error(
    `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${urn}'\``,
  );
}

export function cannotReplace({ urn }: Registration): Error {
  return new Error(
    `unable to replace resource "${urn}"\nas it is currently marked for protection. ${unprotecting}`,
  );
}

export function cannotReplaceWith({ urn }: Registration, root: Registration): Error {
  return new Error(
    `unable to replace resource "${urn}" as part of replacing "${root.urn}" as it is currently marked for protection. ${unprotecting}`,
  );
}

const unprotecting =
  "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`";
