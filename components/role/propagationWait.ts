import * as pulumi from "@pulumi/pulumi";

/** What a wait depends on. */
export interface PropagationWaitArgs {
  /** How long to wait, in seconds. */
  seconds: number;
  /** What has to propagate. When any of these values changes, the wait is repeated. */
  triggers: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Waits once, when it is created, and again whenever a trigger changes.
 *
 * A new role can be assumed only after IAM has told all its endpoints, which takes 10 to 30 seconds, and
 * creating an auto-ingest pipe makes Snowflake assume it. The provider below is serialised into the state, so
 * it refers to nothing outside itself.
 */
export class PropagationWait extends pulumi.dynamic.Resource {
  constructor(name: string, args: PropagationWaitArgs, opts?: pulumi.CustomResourceOptions) {
    super(waitProvider, name, { ...args }, opts);
  }
}

interface Waited {
  seconds: number;
  triggers: string[];
}

/** What the engine runs. */
export const waitProvider: pulumi.dynamic.ResourceProvider<Waited, Waited> = {
  async create(inputs: Waited): Promise<pulumi.dynamic.CreateResult<Waited>> {
    await new Promise((resolve) => setTimeout(resolve, inputs.seconds * 1000));
    return { id: "waited", outs: inputs };
  },

  // Replaced rather than updated: a replacement creates, and creating is what waits. A longer or shorter
  // wait alone is no reason to wait again.
  diff(_id: string, before: Waited, after: Waited): Promise<pulumi.dynamic.DiffResult> {
    const changed = JSON.stringify(before.triggers) !== JSON.stringify(after.triggers);
    return Promise.resolve({ changes: changed, replaces: changed ? ["triggers"] : [] });
  },
};
