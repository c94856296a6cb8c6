import type { Facts } from "../facts";
import { known, notOk, ok, worst, type Finding } from "../finding";
import { refusedBy } from "../refusedBy";
import type { StackOutputs } from "../stack";

export const absent = "it does not exist, or the role that asks may not see it";

/** Whether the storage integration is as the stack made it. */
export function judgeIntegration(
  { integration }: Pick<Facts, "integration">,
  { logsLocation, roleArn }: StackOutputs,
): Finding {
  return known(integration, (is) => {
    if (is === undefined) return notOk(absent, "integration");
    if (!is.isEnabled) return notOk("it is disabled", "integration");
    const covers = (place: string): boolean => place === "*" || logsLocation.startsWith(place);
    if (is.blockedLocations.some(covers)) {
      return notOk(`it blocks ${is.blockedLocations.join(", ")}`, "integration");
    }
    if (!is.allowedLocations.some(covers)) {
      return notOk(
        `it allows ${is.allowedLocations.join(", ")}, and not ${logsLocation}`,
        "integration",
      );
    }
    return is.roleArn === roleArn
      ? ok(`it allows ${logsLocation}`)
      : notOk(`it assumes ${is.roleArn}, and not ${roleArn}`, "integration");
  });
}

/** Whether Snowflake can assume the role. */
export function judgeRole({ access }: Pick<Facts, "access">): Finding {
  return known(access, ({ refused, reason }) =>
    refused === "role" || refused === "integration"
      ? notOk(reason, "role", ["integration"])
      : ok("it can be assumed"),
  );
}

/** Whether the role may do what loading takes. */
export function judgeRead({ access, pipeStatus }: Pick<Facts, "access" | "pipeStatus">): Finding {
  return known(access, ({ refused, reason, tried }) => {
    if (refused !== undefined) return notOk(reason, "read", ["integration", "role"]);
    if (tried === "read") return ok("the file that was loaded last can be read");
    // Before a file was loaded, only the pipe has tried to read one.
    const pipe = "value" in pipeStatus ? pipeStatus.value : undefined;
    return pipe?.error !== undefined && refusedBy(pipe.error) === "access"
      ? notOk(pipe.error, "read", ["integration", "role"])
      : ok("they can be listed");
  });
}

/** Whether the stage is where the logs are, and can be listed. */
export function judgeStage(
  { stage, listing }: Pick<Facts, "stage" | "listing">,
  { logsLocation, integration }: StackOutputs,
): Finding {
  const place = known(stage, (is) => {
    if (is === undefined) return notOk(absent, "stage");
    if (is.url !== logsLocation) {
      return notOk(`it leads to ${is.url}, and not to ${logsLocation}`, "stage");
    }
    return is.integration === integration
      ? ok(`it leads to ${is.url}`)
      : notOk(`it uses the integration ${is.integration}, and not ${integration}`, "stage");
  });
  const listed = known(listing, (refusal) =>
    refusal === undefined
      ? place
      : notOk(`it cannot be listed: ${refusal}`, "stageUnbound", ["integration", "role", "read"]),
  );
  return worst(place, listed);
}
