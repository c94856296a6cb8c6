import * as pulumi from "@pulumi/pulumi";

/**
 * A component's own options, under which each of its children is deleted before it is replaced.
 *
 * What the children stand for has a fixed name in Snowflake or AWS. Made first, a replacement would meet the
 * name of the one that it replaces, and be refused.
 */
export function deletingBeforeReplacing(
  opts: pulumi.ComponentResourceOptions | undefined,
): pulumi.ComponentResourceOptions {
  return pulumi.mergeOptions(opts, {
    transformations: [
      ({ props, opts }) => ({
        props,
        opts: pulumi.mergeOptions(opts, { deleteBeforeReplace: true }),
      }),
    ],
  });
}

/** The options that a component gives to its children. */
export interface ChildOptions {
  /** For what can be made anew at any time. */
  child: pulumi.CustomResourceOptions;
  /** For what holds data or an identity that cannot be brought back: protected unless the component is not. */
  kept: pulumi.CustomResourceOptions;
}

/**
 * The options for a component's children. Without these, all of them would inherit `protect`, and a pipe that
 * has to be replaced could not be.
 */
export function childOptions(
  parent: pulumi.ComponentResource,
  opts: pulumi.ComponentResourceOptions | undefined,
): ChildOptions {
  return {
    child: { parent, protect: false },
    kept: { parent, protect: opts?.protect ?? true },
  };
}
