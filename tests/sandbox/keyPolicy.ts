/** A key's policy that leaves the decision to IAM of its account, with these statements beside. */
export const leavingToIam = (
  ...statements: object[]
): { Version: string; Statement: object[] } => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    },
    ...statements,
  ],
});
