import { expect } from "chai";

import type { Key } from "../../sandbox/aws/account";
import { keyRefusal } from "../../sandbox/aws/kms";
import { Deployed } from "./deployed";
import { allowsAll } from "./policies";
import * as settings from "./settings";

const account = "111122223333";
const investigator = `arn:aws:iam::${account}:role/investigator`;
const administrator = `arn:aws:iam::${account}:user/administrator`;

describe("a key of Snowtrail's own", () => {
  let deployed: Deployed;
  before(async () => {
    const config = settings.newKey({ decryptedBy: [investigator] });
    deployed = await Deployed.as({ config });
  });
  after(() => deployed.sandbox.close());

  const key = (): Key => {
    const [only] = deployed.sandbox.aws.keys.values();
    if (!only) throw new Error("there is no key");
    return only;
  };

  it("encrypts what the trail delivers, and Snowflake reads it", async () => {
    expect(await deployed.deliver()).to.include({ arrived: true, rows: 1 });
    const [object] = deployed.bucket.objects.values();
    expect(object?.key?.arn).to.equal(key().arn);
    expect(deployed.outputs.key).to.deep.equal({ arn: key().arn });
  });

  it("asks nothing of anybody", () => {
    expect(deployed.outputs.toDo).to.deep.equal({});
  });

  /** Whether an identity whom IAM allows everything may do it with the key. */
  const may = async (arn: string, action: string, context = {}): Promise<boolean> => {
    const refused = await keyRefusal(deployed.sandbox.aws, key(), {
      principal: arn.replace(/^(.*):iam:(.*):role\/(.*)$/, "$1:sts:$2:assumed-role/$3/session"),
      action,
      identityPolicies: [allowsAll],
      context: { "aws:PrincipalArn": arn, ...context },
    });
    return refused === undefined;
  };
  const byS3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com" };

  it("lets exactly Snowflake's role and those who are named decrypt, and only by S3", async () => {
    const { roleArn } = deployed.integration;
    expect(await may(roleArn, "kms:Decrypt", byS3)).to.be.true;
    expect(await may(investigator, "kms:Decrypt", byS3)).to.be.true;
    expect(await may(roleArn, "kms:Decrypt")).to.be.false;
    expect(await may(`${roleArn}-2`, "kms:Decrypt", byS3)).to.be.false;
    expect(await may(administrator, "kms:Decrypt", byS3)).to.be.false;
    const stranger = investigator.replace(account, "444455556666");
    expect(await may(stranger, "kms:Decrypt", byS3)).to.be.false;
  });

  it("lets the account administer it, and nobody use or grant it otherwise", async () => {
    for (const action of ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DescribeKey"]) {
      expect(await may(administrator, action), action).to.be.true;
    }
    for (const action of ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"]) {
      expect(await may(administrator, action, byS3), action).to.be.false;
      if (action === "kms:Decrypt") continue;
      expect(await may(deployed.integration.roleArn, action, byS3), action).to.be.false;
    }
  });

  it("lets exactly the one trail encrypt", async () => {
    const byTrail = async (arn: string): Promise<boolean> => {
      const refused = await keyRefusal(deployed.sandbox.aws, key(), {
        principal: "cloudtrail.amazonaws.com",
        action: "kms:GenerateDataKey",
        context: {
          "aws:SourceArn": arn,
          "kms:EncryptionContext:aws:cloudtrail:arn": arn,
        },
      });
      return refused === undefined;
    };
    const { arn } = deployed.trail;
    expect(await byTrail(arn)).to.be.true;
    expect(await byTrail(`${arn}-2`)).to.be.false;
    expect(await byTrail(arn.replace(account, "444455556666"))).to.be.false;
  });

  it("stays as it is when the stack is updated again", async () => {
    const { steps } = await deployed.up();
    expect(steps.map(({ urn }) => urn.split("::").at(-1))).to.be.empty;
  });
});
