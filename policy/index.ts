/** `pulumi up --policy-pack node_modules/snowtrail/dist/policy`: what holds in a stack, also after changes of its owner. */
import { PolicyPack, type PolicyResource } from "@pulumi/policy";

import { guarantees } from "./guarantees";
import { type Resource, Stack } from "./stack";

new PolicyPack("snowtrail", {
  description: "What Snowtrail guarantees of a stack.",
  enforcementLevel: "mandatory",
  policies: guarantees.map(({ name, description, violations }) => ({
    name,
    description,
    validateStack: ({ resources }, report) => {
      for (const { urn, message } of violations(new Stack(resources.map(resourceOf))))
        report(message, urn);
    },
  })),
});

function resourceOf(found: PolicyResource): Resource {
  const urns = (of: readonly PolicyResource[]): string[] => of.map(({ urn }) => urn);
  const { propertyDependencies } = found;
  return {
    urn: found.urn,
    type: found.type,
    name: found.name,
    props: known(found.props),
    protect: found.opts.protect,
    parent: found.parent?.urn,
    dependencies: urns(found.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([input, of]) => [input, urns(of)]),
    ),
  };
}

/** The properties that are known: in a preview, to read another is an error. */
function known(props: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(props).flatMap((key) => {
      try {
        return [[key, props[key]]];
      } catch {
        return [];
      }
    }),
  );
}
