import { type Exception, joinExceptions } from "./exceptions";
import { digestOf, endWithComment } from "./statement";

/**
 * The SELECT of FINDINGS without what the exceptions are about.
 *
 * @param findings The SELECT of all findings.
 */
export function withoutExceptions(findings: string, exceptions: readonly Exception[]): string {
  if (exceptions.length === 0) return findings;
  return digested(`${everyFinding(findings)}
select every_finding.*
from every_finding
${joinExceptions("left join", "every_finding", exceptions)}
where exceptions.detection is null`);
}

/**
 * The SELECT of SUPPRESSED: the findings that an exception is about, each once, with the reason, the owner and the last day of
 * the exception that lasts longest.
 *
 * @param findings The SELECT of all findings; without exceptions one that has their columns and no rows will do.
 */
export function suppressedSelect(findings: string, exceptions: readonly Exception[]): string {
  const because = "exceptions.reason, exceptions.owner, exceptions.expires";
  if (exceptions.length === 0) {
    return digested(`${everyFinding(findings)}
select every_finding.*, ${because}
from every_finding
    cross join exceptions`);
  }
  return digested(`${everyFinding(findings)},
numbered as (
    select *, row_number() over (order by loaded_at) as finding_number
    from every_finding
)
select numbered.* exclude (finding_number), ${because}
from numbered
${joinExceptions("join", "numbered", exceptions)}
qualify row_number() over (
    partition by finding_number
    order by exceptions.expires desc, exceptions.reason
) = 1`);
}

function everyFinding(findings: string): string {
  return `with every_finding as (
${findings}
)`;
}

function digested(select: string): string {
  return endWithComment(select, `digest ${digestOf(select)}`);
}
