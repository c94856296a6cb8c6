/*
A text from a log as it may stand in a message: on one line, in visible characters, 200 at most.

A log holds what somebody chose who made a request. In a message, that must not begin a line, end a text of JSON, hide
or turn around what follows, or lead anywhere:

- Control characters, separators of lines and paragraphs, and characters that are invisible or change the direction
  become a blank.
- A double quote becomes a single one, and a backslash a slash: no service of a webhook takes them for the text's end.
- Square brackets become round ones, and :// is parted: nothing becomes a link.

What a service takes for markup of its own, such as < and & in Slack, is escaped where its message is made. NULL gives
NULL.
*/
create or replace function message_text(given varchar)
returns varchar
as $$
regexp_replace(
    replace(
        translate(
            trim(regexp_replace(
                left(given, 1000),
                '[[:cntrl:]\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\ufffb]+',
                ' '
            )),
            '"\\[]',
            '''/()'
        ),
        '://',
        ': //'
    ),
    /* The last of the characters tells that there were more. */
    '^(.{199}).{2,}$',
    '\\1…'
)
$$;
