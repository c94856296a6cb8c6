import { destroy } from "../../sandbox/pulumi/commands";
import type { Deployed } from "./deployed";
import { stack } from "./deployed";
import { logKey } from "./events";
import * as settings from "./settings";

/** What is found in every file. */
export const found = ["console_login_without_mfa", "root_activity"];

/** A file that comes later. */
export const next = logKey.replace("T1455Z", "T1500Z");

/** Why something is refused. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it was done, and had to be refused");
}

/** Takes the protection away and destroys the stack. */
export async function destroyed(deployed: Deployed): Promise<void> {
  await deployed.up({ config: settings.unprotected });
  await destroy(deployed.sandbox, stack);
}
