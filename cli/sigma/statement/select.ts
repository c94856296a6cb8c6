import type { Condition } from "../match/condition";
import { writeCondition } from "./write";

/** The SELECT of the events that meet a condition, in the plain shape that many detections share one scan in. */
export function selectWhere(condition: Condition): string {
  return `select *\nfrom cloudtrail\nwhere ${writeCondition(condition, "    ")}`;
}
