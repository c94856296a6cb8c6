import { pad, visible, wrap } from "../output/visibleText";
import { textRows, type Rows } from "../output/rows";
import { steps } from "./finding";
import type { Verdict } from "./walk";

/** The links as lines for people, each with what was found, and what to do under those that are not ok. */
export function reportLines(verdicts: readonly Verdict[], width: number): string[] {
  const states = verdicts.map(({ state }) => state.length);
  const names = verdicts.map(({ step }) => step.length);
  const [stateWidth, nameWidth] = [Math.max(...states), Math.max(...names)];
  const indent = stateWidth + nameWidth + 4;
  const below = (text: string): string[] =>
    wrap(visible(text), Math.max(40, width - indent)).map(
      (line) => " ".repeat(indent) + line.trimEnd(),
    );
  return [
    ...verdicts.flatMap((verdict, at) => {
      const { step, state, toDo, from } = verdict;
      const head = `${pad(state, stateWidth)}  ${pad(step, nameWidth)}  `;
      const [first = "", ...more] = below(foundIn(verdict, verdicts[at - 1]));
      return [
        head + first.trimStart(),
        ...more,
        ...(toDo === "" ? [] : below(`→ ${toDo}`)),
        ...(from === undefined ? [] : below(`→ Mend "${from}" first.`)),
      ];
    }),
    "",
    ...summary(verdicts),
  ];
}

/** What was found, and not twice in a row why nothing is known. */
function foundIn({ state, found }: Verdict, before: Verdict | undefined): string {
  return state === "not known" && before?.found === found ? "for the same reason" : found;
}

function summary(verdicts: readonly Verdict[]): string[] {
  const named = (state: Verdict["state"]): string =>
    verdicts
      .filter((verdict) => verdict.state === state)
      .map(({ step }) => step)
      .join(", ");
  const [broken, unknown] = [named("not ok"), named("not known")];
  if (broken === "" && unknown === "") return ["Everything is ok."];
  return [
    ...(broken === "" ? [] : [`Not ok: ${broken}.`]),
    ...(unknown === "" ? [] : [`Not known: ${unknown}.`]),
    'docs/operations.md explains each in "Verifying the chain".',
  ];
}

/** The links as rows, the same in each format. */
export function verdictRows(verdicts: readonly Verdict[]): Rows {
  return textRows(
    ["link", "expected", "state", "found", "to_do", "follows_from"],
    verdicts.map(({ step, state, found, toDo, from = "" }) => [
      ...[step, steps[step], state, found, toDo, from],
    ]),
  );
}
