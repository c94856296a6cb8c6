import { literal } from "../../sql/catalogue/literal";
import { actors } from "./functions/actor";
import { addressKeys } from "./functions/addressKey";
import { type FunctionCase, json } from "./functions/case";
import { privacy } from "./functions/isPrivateAddress";
import { messageTexts } from "./functions/messageText";
import { targets } from "./functions/target";
import { grants, outsiders } from "./policies";

const administrations = grants
  .map(([what, policy, gives]): FunctionCase => ({ what, given: [json(policy)], gives }))
  .concat({ what: "NULL", given: [undefined], gives: false });

const openings = outsiders
  .map(([what, policy, gives]): FunctionCase => ({
    what,
    given: [json(policy), "111122223333"],
    gives: json(gives),
  }))
  .concat({ what: "NULL", given: [undefined, undefined], gives: "[]" });

/** The cases of each function. */
export const functionCases: Readonly<Record<string, readonly FunctionCase[]>> = {
  ACTOR: actors,
  TARGET: targets,
  ADDRESS_KEY: addressKeys,
  IS_PRIVATE_ADDRESS: privacy,
  MESSAGE_TEXT: messageTexts,
  GRANTS_ADMINISTRATION: administrations,
  OUTSIDE_PRINCIPALS: openings,
};

/** Which arguments of a function are texts, by their places. All others are VARIANT. */
const ofTexts: Readonly<Record<string, readonly number[]>> = {
  ADDRESS_KEY: [0],
  IS_PRIVATE_ADDRESS: [0],
  MESSAGE_TEXT: [0],
  OUTSIDE_PRINCIPALS: [1],
};

/** One SELECT that calls a function once for each of its cases, in their order. */
export function callsOf(name: string): string {
  const rows = (functionCases[name] ?? []).map(({ given }, place) => {
    const values = given.map((value, at) =>
      value === undefined
        ? "null"
        : ofTexts[name]?.includes(at)
          ? literal(value)
          : `parse_json(${literal(value)})`,
    );
    return `select ${place} as place, ${name}(${values.join(", ")}) as given`;
  });
  return `select given from (${rows.join(" union all ")}) order by place`;
}
