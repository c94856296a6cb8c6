import { deployProgram, type DeployOptions } from "../../sandbox/pulumi/deploy";
import { DeployError } from "../../sandbox/pulumi/failure";

type Program = Parameters<typeof deployProgram>[0];

/** Deploys a program that has to be refused. @returns what refused it. */
export async function refusalOf(
  program: Program,
  options: Partial<DeployOptions> = {},
): Promise<DeployError> {
  try {
    await deployProgram(program, { stack: "test", ...options });
  } catch (error) {
    if (error instanceof DeployError) return error;
    throw error;
  }
  throw new Error("the program was deployed, and had to be refused");
}
