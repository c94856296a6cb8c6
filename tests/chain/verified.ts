import { generateKeyPairSync } from "node:crypto";
import type { PolicyDocument } from "../../sandbox/aws/policy";
import { Clouds } from "../../sandbox/http/clouds";
import { Sandbox } from "../../sandbox/sandbox";
import { Deployed } from "./deployed";
import {
  accessRoles,
  alerts,
  eventNotifications,
  insights,
  materialization,
  notifications,
} from "./settings";
import { snowtrail } from "../cli/logFiles";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A passphrase and tokens that no text may show. */
export const secrets = {
  passphrase: "correct-horse",
  token: "pat-0123456789",
  oauth: "oauth-0123456789",
};

/** The key of the user VERIFIER, encrypted. */
const key = privateKey
  .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: secrets.passphrase })
  .toString();

/** What `snowtrail verify --json` says of a link. */
export interface Told {
  link: string;
  expected: string;
  state: string;
  found: string;
  to_do: string;
  follows_from: string;
}

interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** `snowtrail verify` against a deployed sandbox behind servers of this machine. */
export class Verified {
  private constructor(
    readonly clouds: Clouds,
    readonly deployed: () => Deployed,
  ) {}

  static async open(deployed: () => Deployed, identity?: PolicyDocument): Promise<Verified> {
    const clouds = await Clouds.open(() => deployed().sandbox, {
      ...(identity && { identity }),
      credentials: {
        keys: new Map([["VERIFIER", publicKey]]),
        tokens: { OAUTH: secrets.oauth, PROGRAMMATIC_ACCESS_TOKEN: secrets.token },
      },
    });
    return new Verified(clouds, deployed);
  }

  /** Runs the command, with other variables of the environment over the usual ones; undefined is none. */
  async run(
    args: readonly string[] = [],
    variables: Record<string, string | undefined> = {},
    width?: number,
  ): Promise<Ran> {
    const { aws, snowflake } = this.clouds;
    const environment: Record<string, string | undefined> = {
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
      SNOWFLAKE_ORGANIZATION_NAME: "EXAMPLEORG",
      SNOWFLAKE_ACCOUNT_NAME: "EXAMPLEACCOUNT",
      SNOWFLAKE_USER: "VERIFIER",
      SNOWFLAKE_PRIVATE_KEY: key,
      SNOWFLAKE_PRIVATE_KEY_PASSPHRASE: secrets.passphrase,
      SNOWFLAKE_PROTOCOL: "http",
      SNOWFLAKE_HOST: "127.0.0.1",
      SNOWFLAKE_PORT: String(snowflake.port),
      ...variables,
    };
    const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
    setVariables(Object.entries(environment));
    try {
      const command = ["verify", "--endpoint-url", aws.url, ...args];
      return await snowtrail(command, width, JSON.stringify(this.deployed().outputs));
    } finally {
      setVariables(before);
    }
  }

  /** What it says of each link, by the link. */
  async told(
    args: readonly string[] = [],
    variables: Record<string, string | undefined> = {},
  ): Promise<{ status: number; links: Map<string, Told> }> {
    const { status, stdout, stderr } = await this.run(["--json", ...args], variables);
    if (stderr !== "") throw new Error(stderr);
    const links = JSON.parse(stdout) as Told[];
    return { status, links: new Map(links.map((each) => [each.link, each])) };
  }

  close(): Promise<void> {
    return this.clouds.close();
  }
}

/** The links of the stack below that AWS is asked about, and those that Snowflake is. */
export const linksOf = {
  aws: ["trail", "bucket", "delivery", "notification", "rule", "topic", "subscriptions"],
  snowflake: [
    ...["integration", "role", "read", "stage", "raw table", "pipe", "insights", "views"],
    ...["detections", "events", "load", "lag", "alerts"],
  ],
};

export const subscriber = "security@example.com";

/** A stack with every link that there is, into which a file has come. The role VERIFIER has the access role auditor, and NOBODY has none. */
export async function wholeStack(): Promise<Deployed> {
  const sandbox = new Sandbox({ region: "eu-west-1" });
  for (const role of ["VERIFIER", "NOBODY"]) sandbox.given.role(role);
  const config = {
    ...insights,
    ...materialization({ mode: "task" }),
    ...eventNotifications({ mode: "eventbridge" }),
    ...notifications({ topic: { subscribers: [subscriber] } }),
    ...alerts(),
    ...accessRoles({ auditor: ["VERIFIER"] }),
  };
  const deployed = await Deployed.as({ config, sandbox });
  sandbox.confirmSubscriptions(subscriber);
  // EventBridge hears of a bucket some minutes after it was switched on.
  await sandbox.advance(600);
  await deployed.deliver();
  await sandbox.advance(3600);
  return deployed;
}

/** The links in a state. */
export function those(links: ReadonlyMap<string, Told>, state: string): string[] {
  return [...links.values()].filter((each) => each.state === state).map(({ link }) => link);
}

/** Sets them one by one: in the place of `process.env`, an object would be no environment. Undefined is none. */
function setVariables(variables: Iterable<readonly [string, string | undefined]>): void {
  for (const [name, value] of variables) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
