import { expect } from "chai";
import {
  parseCondition,
  selectionsNamed,
  type ConditionTree,
} from "../../../../cli/sigma/condition/parser";

/** A tree with all its brackets. */
function bracketed(tree: ConditionTree): string {
  switch (tree.kind) {
    case "and":
    case "or":
      return `(${tree.of.map(bracketed).join(` ${tree.kind} `)})`;
    case "not":
      return `not ${bracketed(tree.of)}`;
    case "selection":
      return tree.name;
    case "quantified":
      return `${tree.every ? "all" : "1"} of ${tree.names}`;
  }
}

describe("sigma: a condition", () => {
  const read: Record<string, string> = {
    selection: "selection",
    "a or b and c": "(a or (b and c))",
    "a and b or c and d": "((a and b) or (c and d))",
    "not a and b": "(not a and b)",
    "not (a or b) and not not c": "(not (a or b) and not not c)",
    "(a or b)and(c)": "((a or b) and c)",
    "1 of sel_* and not all of filter*": "(1 of sel_* and not all of filter*)",
    "any of them or all of them": "(1 of them or all of them)",
    "a AND NOT b\n  OR 1 OF them": "((a and not b) or 1 of them)",
    "sel-1 and 2nd": "(sel-1 and 2nd)",
  };
  for (const [condition, tree] of Object.entries(read)) {
    it(`reads ${JSON.stringify(condition)}`, () => {
      expect(bracketed(parseCondition(condition))).to.equal(tree);
    });
  }

  const refused: Record<string, RegExp> = {
    "": /expected a selection.*found the end/,
    "a and": /expected a selection.*found the end in: a and/,
    "(a or b": /expected \), found the end/,
    "a b": /expected and, or, or the end, found b/,
    "a or or b": /expected a selection.*found or/,
    "a)": /found \)/,
    "2 of them": /expected 1 of, any of or all of, found 2 of/,
    "1 of": /expected them, or the name of selections, found the end/,
    "a | count() by userName > 5": /a correlation takes its place/,
    [`${"(".repeat(20_000)}a`]: /more than 100 brackets/,
    [`${"not ".repeat(20_000)}a`]: /more than 100 brackets/,
  };
  for (const [condition, reason] of Object.entries(refused)) {
    it(`refuses ${JSON.stringify(condition.slice(0, 40))}`, () => {
      expect(() => parseCondition(condition)).to.throw(reason);
    });
  }

  it("them are all selections but those that begin with an underscore, which a pattern may ask for", () => {
    const all = ["sel_a", "sel_b", "filter", "_sel", "s.l"];
    expect(selectionsNamed("them", all)).to.deep.equal(["sel_a", "sel_b", "filter", "s.l"]);
    expect(selectionsNamed("sel_*", all)).to.deep.equal(["sel_a", "sel_b"]);
    expect(selectionsNamed("*l*", all)).to.deep.equal(["sel_a", "sel_b", "filter", "s.l"]);
    expect(selectionsNamed("_*", all)).to.deep.equal(["_sel"]);
    expect(selectionsNamed("s.l", all)).to.deep.equal(["s.l"]);
    expect(selectionsNamed("sel", all)).to.deep.equal([]);
  });
});
