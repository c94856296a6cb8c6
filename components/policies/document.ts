/** One statement of an IAM policy, in the order in which AWS documents its elements. */
export interface Statement {
  Sid: string;
  Effect: "Allow" | "Deny";
  Principal?: "*" | Record<string, string | string[]>;
  Action: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** An IAM policy as AWS takes it: a bucket's, a role's or a key's. */
export interface PolicyDocument {
  Version: "2012-10-17";
  Statement: Statement[];
}

/** Puts statements into a document of the current policy language. */
export function policyDocument(...statements: Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Statements as a policy for a person to read and paste. */
export function renderPolicy(statements: readonly Statement[]): string {
  return JSON.stringify(policyDocument(...statements), undefined, 2);
}
