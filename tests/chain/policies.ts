/** IAM of an account allows everything. */
export const allowsAll = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** The statements of a policy, to be changed in place. */
export const statementsOf = (policy: object | undefined): Record<string, unknown>[] =>
  (policy as { Statement: Record<string, unknown>[] }).Statement;
