import type { FunctionCase } from "./case";

/** The cases of MESSAGE_TEXT. */
export const messageTexts: readonly FunctionCase[] = (
  [
    ["what is a line already", "ConsoleLogin (signin)", "ConsoleLogin (signin)"],
    ["letters of any language", "Zoë, 山田 & <b>", "Zoë, 山田 & <b>"],
    ["what would begin a line", "a\r\n\n1. HIGH: b", "a 1. HIGH: b"],
    ["every separator of lines", "a\u0085b\u2028c\u2029d\u000be", "a b c d e"],
    ["control characters, and those of a terminal", "\u0007a\u001b[31mb\u0000", "a (31mb"],
    ["what reads from the other side", "a\u202egnp.exe\u2066", "a gnp.exe"],
    ["what is invisible", "ad\u200bmin\ufeff\u00ad", "ad min"],
    ["what would end a text of JSON", 'a","b":"c\\', "a','b':'c/"],
    ["what would be a link", "[a](https://example.com)", "(a)(https: //example.com)"],
    ["nothing", "", ""],
    ["200 characters", "é".repeat(200), "é".repeat(200)],
    ["201 characters", "é".repeat(201), `${"é".repeat(199)}…`],
    ["very many characters", "x".repeat(100_000), `${"x".repeat(199)}…`],
  ] as const
)
  .map(([what, given, gives]): FunctionCase => ({ what, given: [given], gives }))
  .concat({ what: "NULL", given: [undefined], gives: null });
