/*
What follows a message that has left: all that it held is told.
*/
update findings_sent
set sent_at = sysdate()
where sent_at is null
