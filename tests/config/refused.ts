import { expect } from "chai";

import { mistakesIn } from "./stack";

/** Mistakes, each by what is wrong, a configuration with it, and what is said of it in the one line that tells it. */
export function eachIsRefused(
  mistakes: [rule: string, config: Record<string, unknown>, message: RegExp][],
): void {
  for (const [rule, config, message] of mistakes) {
    it(`refuses ${rule}`, () => {
      const found = mistakesIn(config);
      expect(found).to.have.length(1);
      expect(found[0]).to.match(message);
    });
  }
}
