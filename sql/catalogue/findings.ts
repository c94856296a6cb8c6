import { firstDelivery } from "./delivery";
import type { Detection } from "./detection";
import type { SqlFunction } from "./function";
import { literal } from "./literal";
import { digestOf, endWithComment } from "./statement";

/**
 * The SELECT of FINDINGS: one row for each event that a detection found, with the detection's id, severity
 * and title before the columns of `cloudtrail`, and behind them who acted, what it was done to, and the file of
 * the first delivery. They stand at the end so that a reader who counts columns keeps on counting right.
 *
 * @param detections What to unite, in this order. None gives a SELECT with the same columns and no rows.
 * @param cloudtrailDigest The digest of the text that defines `cloudtrail`. A view keeps the columns that
 *   `*` meant when it was created, so the text has to change when those do.
 * @param functions What the SELECT may call. It keeps the types of their results just so.
 */
export function findingsSelect(
  detections: readonly Detection[],
  cloudtrailDigest: string,
  functions: readonly Pick<SqlFunction, "digest">[],
): string {
  const select = detections.length === 0 ? nothing : unite(detections);
  const called = digestOf(functions.map(({ digest }) => digest).join(" "));
  return endWithComment(
    select,
    `digest ${digestOf(select)} cloudtrail ${cloudtrailDigest} functions ${called}`,
  );
}

const told = `actor(userIdentity) as actor,
    target(requestParameters, resources) as target,
    file_name as first_seen_in`;

function unite(detections: readonly Detection[]): string {
  const judged = detections.flatMap((detection) => {
    const { id, condition } = detection;
    return condition === undefined ? [] : [{ ...detection, condition, flag: `is_${id}` }];
  });
  const others = detections.filter(({ condition }) => condition === undefined);
  const branches = [
    ...(judged.length > 0 ? [foundByCondition(judged)] : []),
    ...others.map(foundByView),
  ];
  return `with ${judged.length > 0 ? `${judge(judged)},\n` : ""}found as (
${branches.join("\n    union all\n")}
),
-- Nearly every event is there once, and then its record need not be compared.
counted as (
    select *, count(*) over (partition by detection_id, eventID) as deliveries
    from found
)
select
    * exclude (deliveries),
    ${told}
from counted
${firstDelivery(["detection_id"], "iff(deliveries > 1, record::string, null)")}`;
}

/** A detection that is a condition on one event, with the column that tells of an event whether it holds. */
type Judged = Detection & { condition: string; flag: string };

/** The WITH of the events for which a condition holds, of all conditions in one scan. */
function judge(detections: readonly Judged[]): string {
  return `judged as (
    select
        *,
${detections.map(({ condition, flag }) => `        iff(${condition}, true, false) as ${flag}`).join(",\n")}
    from cloudtrail
    where ${detections.map(({ flag }) => flag).join("\n        or ")}
)`;
}

function foundByCondition(detections: readonly Judged[]): string {
  const fired = detections.map(
    ({ flag, id, severity, title }) =>
      `            iff(${flag}, array_construct(${[id, severity, title].map(literal).join(", ")}), null)`,
  );
  return `    select
        fired.value[0]::string as detection_id,
        fired.value[1]::string as severity,
        fired.value[2]::string as title,
        judged.* exclude (${detections.map(({ flag }) => flag).join(", ")})
    from judged,
        lateral flatten(input => array_construct_compact(
${fired.join(",\n")}
        )) as fired`;
}

function foundByView({ id, severity, title }: Detection): string {
  return `    select ${literal(id)} as detection_id, ${literal(severity)} as severity, ${literal(title)} as title, ${id}.*
    from ${id}`;
}

const nothing = `select
    '' as detection_id,
    '' as severity,
    '' as title,
    cloudtrail.*,
    ${told}
from cloudtrail
where 1 = 0`;
