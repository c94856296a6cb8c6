import { Random } from "./random";
import { account, type Caller, type JsonObject } from "./record";

/** The id that AWS gave to what bears this name: always the same. */
const idOf = (prefix: "ASIA" | "AIDA" | "AROA", name: string): string =>
  new Random(`${prefix}/${name}`).exampleId(prefix);

const office = "192.0.2.14";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:136.0) Gecko/20100101 Firefox/136.0";
const chrome =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36";

/** Somebody of the company in the console, signed in through IAM Identity Center. */
function employee(name: string, set: string, address: string, agent: string): Caller {
  const role = `AWSReservedSSO_${set}_5f0c2d9be1a47836`;
  return {
    identity: assumedRole(
      `aws-reserved/sso.amazonaws.com/eu-west-1/${role}`,
      role,
      `${name}@example.com`,
      {
        creationDate: "2026-03-17T08:00:00Z",
        mfaAuthenticated: "false",
      },
    ),
    address,
    agent,
    fromConsole: true,
  };
}

/** The session of a role. */
function assumedRole(
  path: string,
  role: string,
  session: string,
  attributes: JsonObject = { creationDate: "2026-03-17T00:00:00Z", mfaAuthenticated: "false" },
): JsonObject {
  const issuer = idOf("AROA", role);
  return {
    type: "AssumedRole",
    principalId: `${issuer}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: idOf("ASIA", `${role}/${session}`),
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: issuer,
        arn: `arn:aws:iam::${account}:role/${path}`,
        accountId: account,
        userName: role,
      },
      attributes,
    },
  };
}

/** An IAM user, with an access key or in a console session. */
export function iamUser(name: string, accessKeyId: string, session?: JsonObject): JsonObject {
  return {
    type: "IAMUser",
    principalId: idOf("AIDA", name),
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    accessKeyId,
    userName: name,
    ...(session && { sessionContext: { attributes: session } }),
  };
}

/** The ARN of who calls. */
export function arnOf({ identity }: Caller): string {
  return typeof identity.arn === "string" ? identity.arn : "";
}

/** The workload of a role that the company made, called from its own network. */
export function workload(role: string, session: string, agent: string): Caller {
  return {
    identity: assumedRole(role, role, session),
    address: `198.51.100.${new Random(`${role}/${session}`).between(20, 60)}`,
    agent,
  };
}

/** A service that works with the role it has in every account. */
export function serviceRole(service: string, role: string): Caller {
  const identity = assumedRole(`aws-service-role/${service}/${role}`, role, role.slice(17));
  return { identity: { ...identity, invokedBy: service }, address: service, agent: service };
}

/** A service that calls in its own name. */
export function service(name: string): Caller {
  return { identity: { type: "AWSService", invokedBy: name }, address: name, agent: name };
}

export const employees: readonly [Caller, ...Caller[]] = [
  employee("ana.ferreira", "PlatformAdmin", office, firefox),
  employee("liam.okafor", "Developer", office, chrome),
  employee("mei.tanaka", "Developer", "198.51.100.203", chrome),
  employee("noor.haddad", "Developer", office, firefox),
  employee("sofia.lindqvist", "DataAnalyst", "2001:db8:40:9::1c", chrome),
];

/** The platform engineer, who also answers when something is wrong. */
export const ana = employees[0];

/** The bookkeeper, an IAM user with a security key. */
export const tom: Caller = {
  identity: iamUser("tom.iversen", idOf("ASIA", "tom.iversen"), {
    creationDate: "2026-03-17T08:41:12Z",
    mfaAuthenticated: "true",
  }),
  address: office,
  agent: chrome,
  fromConsole: true,
};

/** The pipeline, which signs in with an OIDC token for each deployment. */
export const pipeline = workload(
  "ci-deploy",
  "pipeline",
  "aws-cli/2.25.4 md/awscrt#0.23.8 ua/2.1 os/linux#6.8 md/arch#x86_64 lang/python#3.12.9",
);
