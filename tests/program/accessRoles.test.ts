import { expect } from "chai";

import { Graph } from "../components/deployment";
import { accounts, deployed } from "./deployed";

describe("program: who may do what", () => {
  const everyone = {
    loader: ["PLATFORM"],
    transformer: ["PLATFORM"],
    detector: ["SECURITY"],
    reader: ["ANALYST"],
    auditor: ["VERIFIER"],
  };
  const around = (role: string): string[] =>
    ["", "-database", "-schema", "-warehouse"].map((end) => `access-${role}${end}`);
  const byKind = (kind: string, ...roles: string[]): string[] =>
    roles.flatMap((role) => [`access-${role}-all-${kind}`, `access-${role}-future-${kind}`]);
  const all = [
    ...Object.keys(everyone).flatMap(around),
    ...Object.entries(everyone).map(([role, [grantee]]) => `access-${role}-to-${grantee}`),
    "access-loader-pipe",
    "access-loader-raw-table",
    "access-loader-stage",
    "access-transformer-raw-table",
    ...["integration", "pipe", "raw-table", "stage"].map((object) => `access-auditor-${object}`),
    ...byKind("views", "detector", "reader", "auditor"),
    ...byKind("functions", "detector"),
  ];
  const ofMode: Record<string, string[]> = {
    view: [],
    task: [
      "access-transformer-events-table",
      "access-transformer-events-task",
      "access-auditor-events-task",
    ],
    "dynamic-table": [
      "access-transformer-events-dynamic-table",
      "access-auditor-events-dynamic-table",
    ],
  };

  it("is nobody's to say but Snowflake's unless the stack says so", async () => {
    const deployment = await deployed();
    const graph = Graph.of(deployment);
    expect(deployment.outputs.accessRoles).to.deep.equal({});
    expect(deployment.resources.filter(({ name }) => name.startsWith("access"))).to.be.empty;
    expect([...graph.types()].filter((type) => /role|grant/i.test(type))).to.have.members([
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
    ]);
    expect(graph.named("ingest-schema").inputs).not.to.have.property("withManagedAccess");
  });

  for (const [mode, more] of Object.entries(ofMode)) {
    for (const [step, preview] of Object.entries({ update: false, preview: true })) {
      it(`is granted in mode ${mode}: ${step}`, async () => {
        const sandbox = accounts();
        for (const role of new Set(Object.values(everyone).flat())) sandbox.given.role(role);
        const config = { accessRoles: everyone, materialization: { mode } };
        const graph = Graph.of(await deployed(config, { sandbox, preview }));
        expect(graph.childrenOf("access")).to.deep.equal([...all, ...more].sort());
        expect(graph.named("ingest-schema").inputs).to.include({ withManagedAccess: "true" });
        for (const name of graph.childrenOf("access")) {
          expect(graph.named(name).provider, name).to.include(graph.named("snowflake").urn);
        }
      });
    }
  }
});
