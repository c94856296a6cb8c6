import { expect } from "chai";

import { guarantees } from "../../policy/guarantees";
import { type Resource, Stack } from "../../policy/stack";
import type { Registration } from "../../sandbox/pulumi/registration";
import { deploy } from "../../sandbox/pulumi/deploy";
import { Sandbox } from "../../sandbox/sandbox";
import {
  type Settings,
  alerts,
  disabledDetections,
  eventNotifications,
  newKey,
  notifications,
  trail,
} from "../chain/settings";

const recipient = "ops@example.com";
const byTopic = { ...notifications({ topic: { subscribers: [recipient] } }), ...alerts() };

/** Stacks that together have everything that the guarantees look at, by how their pipe hears of new files. */
const stacks = {
  bucket: byTopic,
  sns: notifications({ email: { recipients: [recipient] } }),
  eventbridge: { ...byTopic, ...trail({ logGroup: {} }), ...newKey() },
} satisfies Record<string, Settings>;

/** What a policy sees of a stack. */
async function seenIn(mode: keyof typeof stacks, { preview = false } = {}): Promise<Resource[]> {
  const config = { ...disabledDetections(), ...eventNotifications({ mode }), ...stacks[mode] };
  const sandbox = new Sandbox();
  sandbox.given.user(recipient);
  const deployment = await deploy({ stack: "dev", config, preview, sandbox });
  await sandbox.close();
  return deployment.resources.map(seen);
}

/** What a policy sees of a resource. */
function seen({ custom, outputs, ...registration }: Registration): Resource {
  const { urn, type, name, protect, parent, dependencies, propertyDependencies } = registration;
  const props = custom ? { ...registration.inputs, ...outputs } : {};
  return { urn, type, name, props, protect, parent, dependencies, propertyDependencies };
}

/** The names of the guarantees that are broken, with the names of the resources that break them. */
function broken(resources: readonly Resource[]): string[] {
  const stack = new Stack(resources);
  return guarantees.flatMap(({ name, violations }) =>
    violations(stack).map(({ urn }) => `${name} ${urn.split("::").at(-1) ?? ""}`),
  );
}

type Change = (resources: Resource[]) => Resource[];

const changing =
  (name: string, change: (resource: Resource) => Partial<Resource>): Change =>
  (resources) =>
    resources.map((each) => (each.name === name ? { ...each, ...change(each) } : each));

const setting = (name: string, props: Record<string, unknown>): Change =>
  changing(name, (each) => ({ props: { ...each.props, ...props } }));

const without =
  (name: string): Change =>
  (resources) =>
    resources.filter((each) => each.name !== name);

/** Adds a resource of somebody's own that names another. */
const adding =
  (type: string, of: string, input: string, props: Record<string, unknown>): Change =>
  (resources) => {
    const named = resources.find(({ name }) => name === of);
    return [
      ...resources,
      {
        urn: `urn:pulumi:dev::snowtrail::${type}::mine`,
        type,
        name: "mine",
        props: { ...props, [input]: named?.props[input === "role" ? "name" : "bucket"] },
        protect: false,
        dependencies: [],
        propertyDependencies: {},
      },
    ];
  };

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (action: string, more: object = {}): object => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});

const serviceTrust = (service: string, condition: object = {}): string =>
  policy({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    Condition: condition,
  });

/** Leaves one operator of the condition under which EventBridge may assume the role of its rule. */
const onCondition = (operator: string): Change =>
  changing("ingest-event-role", ({ props }) => {
    const { Statement } = JSON.parse(String(props.assumeRolePolicy)) as {
      Statement: [{ Condition: Record<string, unknown> }];
    };
    const condition = { [operator]: Statement[0].Condition[operator] };
    const assumeRolePolicy = serviceTrust("events.amazonaws.com", condition);
    return { props: { ...props, assumeRolePolicy } };
  });

const changes: Record<string, { change: Change; breaks: string[] }> = {
  "no block of public access": {
    change: without("source-public-access"),
    breaks: ["no-public-bucket source-bucket"],
  },
  "a block of public access with a gap": {
    change: setting("source-public-access", { restrictPublicBuckets: false }),
    breaks: ["no-public-bucket source-bucket"],
  },
  "a policy that lets everybody read": {
    change: setting("source-bucket-policy", {
      policy: policy(allow("s3:GetObject", { Principal: { AWS: ["*"] } })),
    }),
    breaks: ["no-public-bucket source-bucket-policy"],
  },
  "a policy of somebody's own that lets all but one read": {
    change: adding("aws:s3/bucketPolicy:BucketPolicy", "source-bucket", "bucket", {
      policy: policy(allow("s3:GetObject", { NotPrincipal: { AWS: "111122223333" } })),
    }),
    breaks: ["no-public-bucket mine"],
  },
  "a list of access that everybody is on": {
    change: adding("aws:s3/bucketAcl:BucketAcl", "source-bucket", "bucket", { acl: "public-read" }),
    breaks: ["no-public-bucket mine"],
  },
  "a permission to delete": {
    change: setting("ingest-role-policy", {
      policy: policy(allow("s3:GetObject"), allow("s3:DeleteObject")),
    }),
    breaks: ["no-delete-permission ingest-role-policy"],
  },
  "a permission for everything but one thing": {
    change: setting("ingest-role-policy", {
      policy: policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    }),
    breaks: ["no-delete-permission ingest-role-policy"],
  },
  "a second policy that writes": {
    change: adding("aws:iam/rolePolicy:RolePolicy", "ingest-role", "role", {
      policy: policy(allow("s3:*")),
    }),
    breaks: ["no-delete-permission mine"],
  },
  "an attached policy": {
    change: adding("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ingest-role", "role", {
      policyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
    }),
    breaks: ["no-delete-permission mine"],
  },
  "a raw table that is not protected": {
    change: changing("ingest-raw-table", () => ({ protect: false })),
    breaks: ["protection-on ingest-raw-table"],
  },
  "a pipe that comes before the policy of its role": {
    change: changing("ingest-pipe", ({ dependencies }) => ({
      dependencies: dependencies.filter((urn) => !urn.endsWith("::ingest-role-policy")),
    })),
    breaks: ["pipe-waits-for-role ingest-pipe"],
  },
  "trust in a whole account": {
    change: setting("ingest-role", {
      assumeRolePolicy: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "arn:aws:iam::444455556666:root" },
      }),
    }),
    breaks: ["exact-trust ingest-role"],
  },
  "trust of Snowflake's role in the rule of EventBridge": {
    change: (resources) => {
      const ofRule = resources.find(({ name }) => name === "ingest-event-role");
      return setting("ingest-role", { assumeRolePolicy: ofRule?.props.assumeRolePolicy })(
        resources,
      );
    },
    breaks: ["exact-trust ingest-role"],
  },
  "trust in a rule without its account": {
    change: onCondition("ArnEquals"),
    breaks: ["exact-trust ingest-event-role"],
  },
  "trust in every rule of an account": {
    change: onCondition("StringEquals"),
    breaks: ["exact-trust ingest-event-role"],
  },
  "a role that no rule acts by": {
    change: without("ingest-event-target"),
    breaks: ["exact-trust ingest-event-role"],
  },
  "trust in every trail": {
    change: setting("source-log-group-role", {
      assumeRolePolicy: serviceTrust("cloudtrail.amazonaws.com"),
    }),
    breaks: ["exact-trust source-log-group-role"],
  },
  "trust in somebody besides": {
    change: changing("notifications-role", ({ props }) => {
      const trust = JSON.parse(String(props.assumeRolePolicy)) as { Statement: object[] };
      const besides = allow("sts:AssumeRole", { Principal: { Service: "lambda.amazonaws.com" } });
      const assumeRolePolicy = policy(...trust.Statement, besides);
      return { props: { ...props, assumeRolePolicy } };
    }),
    breaks: ["exact-trust notifications-role"],
  },
};

for (const mode of ["bucket", "sns", "eventbridge"] as const) {
  describe(`policy: what Snowtrail guarantees of a stack in mode ${mode}`, () => {
    let resources: Resource[];
    before(async () => {
      resources = await seenIn(mode);
    });

    it("holds in the stack that it makes", () => {
      expect(broken(resources)).to.deep.equal([]);
    });

    it("looks at everything that the components protect", () => {
      const kept = resources.filter(
        ({ type, protect }) => protect && !type.startsWith("snowtrail:"),
      );
      const unprotected = resources.map((each) => ({ ...each, protect: false }));
      expect(broken(unprotected).sort()).to.deep.equal(
        kept.map(({ name }) => `protection-on ${name}`).sort(),
      );
    });

    // The stack that has everything.
    if (mode !== "eventbridge") return;
    for (const [what, { change, breaks }] of Object.entries(changes)) {
      it(`is broken by ${what}`, () => {
        expect(broken(change(resources))).to.deep.equal(breaks);
      });
    }
  });
}

describe("policy: what Snowtrail guarantees of a preview", () => {
  let known: Resource[];
  before(async () => {
    const isKnown = (value: unknown): boolean =>
      !JSON.stringify(value ?? null).includes("[unknown]");
    known = (await seenIn("eventbridge", { preview: true })).map((each) => ({
      ...each,
      props: Object.fromEntries(Object.entries(each.props).filter(([, value]) => isKnown(value))),
    }));
  });

  it("says nothing against what is not known yet", () => {
    expect(broken(known)).to.deep.equal([]);
  });

  for (const what of [
    "no block of public access",
    "a permission to delete",
    "trust in a whole account",
    "trust in every trail",
  ]) {
    it(`is broken by ${what}`, () => {
      const { change, breaks } = changes[what] ?? expect.fail();
      expect(broken(change(known))).to.deep.equal(breaks);
    });
  }
});
