import { type TableEntry, selectFrom } from "./entry";

/** GENERATOR. Source: "GENERATOR": rows without columns. */
export const generator: TableEntry = {
  name: "GENERATOR",
  parameters: ["ROWCOUNT"],
  page: "generator",
  examples: { "seq4() from table(generator(rowcount => 3))": [0, 1, 2] },
  produce: ({ given, left, context, at }) => {
    const count = given.expression("ROWCOUNT");
    if (count?.kind !== "number")
      return context.refuse(at, "GENERATOR needs rowcount => a number.");
    const rows = `unnest(range(${Number(count.text)}))`;
    return {
      columns: [],
      select: (carried) =>
        selectFrom(left, [...carried, { sql: rows, name: context.unique("row") }]),
    };
  },
};
