import type { PolicyDocument } from "../aws/policy";
import type { Sandbox } from "../sandbox";
import { answerAws } from "./aws/aws";
import { Door, type Received } from "./door";
import { answerSqlApi } from "./snowflake/sqlApi";
import type { Credentials } from "./snowflake/signIn";

/** What the clouds let in. */
export interface Admission {
  /** The policy of whoever asks AWS. Defaults to none, and then everything is permitted. */
  identity?: PolicyDocument;
  /** Who may sign in to Snowflake. */
  credentials: Credentials;
}

/** The accounts of a sandbox as servers of this machine, which answer what is asked of AWS and of Snowflake by HTTP. */
export class Clouds {
  private constructor(
    readonly aws: Door,
    readonly snowflake: Door,
  ) {}

  /** @param sandbox What they answer from, at the time of each request. */
  static async open(sandbox: () => Sandbox, admission: Admission): Promise<Clouds> {
    const aws = (request: Received): ReturnType<typeof answerAws> =>
      answerAws(request, sandbox().aws, admission.identity);
    const snowflake = (request: Received): ReturnType<typeof answerSqlApi> =>
      answerSqlApi(request, sandbox(), admission.credentials);
    return new Clouds(await Door.open(aws), await Door.open(snowflake));
  }

  async close(): Promise<void> {
    await this.aws.close();
    await this.snowflake.close();
  }
}
