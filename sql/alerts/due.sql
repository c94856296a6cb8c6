/*
Whether there is something to tell: a finding that is not noted yet, or one that is noted and could not be told.
*/
select 1
from new_findings
union all
select 1
from findings_sent
where sent_at is null
