import { iamUser } from "./callers";
import { account, type Caller, type JsonObject } from "./record";

const from = "203.0.113.77";
const browser =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
/** The key that root gets in the attack. */
export const rootKey = "AKIAI44QH8DHBEXAMPLE";

/** The pipeline's key from before it used tokens. Nobody deleted it, and it is in an old public commit. */
export const leakedKey: Caller = {
  identity: iamUser("ci-legacy", "AKIAIOSFODNN7EXAMPLE"),
  address: from,
  agent: "aws-cli/2.22.0 md/Botocore#2.22.0 ua/2.0 os/windows#10 md/arch#amd64 lang/python#3.12.6",
};

/** A contractor who left a year ago. */
export const jonas: Caller = {
  identity: iamUser("jonas.weber", "ASIAJONASWEB2EXAMPLE", {
    creationDate: "2026-03-17T13:31:08Z",
    mfaAuthenticated: "false",
  }),
  address: from,
  agent: browser,
  fromConsole: true,
};

const rootIdentity: JsonObject = {
  type: "Root",
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
};

/** The console session of root. */
export const root: Caller = {
  identity: {
    ...rootIdentity,
    accessKeyId: "ASIAROOTUSR22EXAMPLE",
    sessionContext: {
      attributes: { creationDate: "2026-03-17T14:52:37Z", mfaAuthenticated: "false" },
    },
  },
  address: from,
  agent: browser,
  fromConsole: true,
};

/** Root before it is signed in. */
export const rootSigningIn: Caller = {
  identity: { ...rootIdentity, accessKeyId: "" },
  address: from,
  agent: browser,
};

/** Root with its new key. */
export const rootByKey: Caller = {
  identity: { ...rootIdentity, accessKeyId: rootKey },
  address: from,
  agent: leakedKey.agent,
};
